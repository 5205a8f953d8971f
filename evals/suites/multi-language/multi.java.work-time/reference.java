import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

public class Solution {
    private static final Map<String, Long> UNITS =
            Map.of("w", 60L * {{dayHours}} * {{weekDays}}, "d", 60L * {{dayHours}}, "h", 60L, "m", 1L);
    private static final Pattern PART = Pattern.compile("\\G(0|[1-9][0-9]*)([wdhm])");

    public static Long parseWorkTime(String text) {
        Matcher part = PART.matcher(text);
        long total = 0;
        long before = Long.MAX_VALUE;
        int at = 0;
        while (part.find()) {
            if (part.group(1).length() > {{most}}) {
                return null;
            }
            long size = UNITS.get(part.group(2));
            long minutes = Long.parseLong(part.group(1)) * size;
            if (size >= before || minutes >= before) {
                return null;
            }
            total += minutes;
            before = size;
            at = part.end();
        }
        return at == text.length() && at > 0 ? total : null;
    }
}
