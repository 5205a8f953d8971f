import java.util.regex.Matcher;
import java.util.regex.Pattern;

public class Solution {
    private static final Pattern FORM = Pattern.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})");
    private static final int[] MONTHS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    private static final int LEAST = {{least}};
    /** Days from Monday to the first day of a week. */
    private static final int FIRST = {{offset}};

    public static String seasonWeek(String date) {
        Matcher match = FORM.matcher(date);
        if (!match.matches()) {
            return null;
        }
        int year = Integer.parseInt(match.group(1));
        int month = Integer.parseInt(match.group(2));
        int day = Integer.parseInt(match.group(3));
        if (year < 1601 || year > 2399 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) {
            return null;
        }
        int count = newYear(year) + day - 1;
        for (int before = 1; before < month; before++) {
            count += daysIn(year, before);
        }
        int inWeek = Math.floorMod(count - FIRST, 7);
        int pivot = count - inWeek + 7 - LEAST;
        int owner = pivot < newYear(year) ? year - 1 : pivot < newYear(year + 1) ? year : year + 1;
        return String.format("%04d-W%02d-%d", owner, (pivot - newYear(owner)) / 7 + 1, inWeek + 1);
    }

    private static int daysIn(int year, int month) {
        boolean isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return MONTHS[month - 1] + (month == 2 && isLeap ? 1 : 0);
    }

    /** Days from 0001-01-01, a Monday, to the year's first day. */
    private static int newYear(int year) {
        int past = year - 1;
        return past * 365 + past / 4 - past / 100 + past / 400;
    }
}
