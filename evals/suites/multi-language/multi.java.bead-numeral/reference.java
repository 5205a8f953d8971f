public class Solution {
    private static final String SIGNS = "{{symbols}}";
    private static final int BASE = {{base}};

    public static Long readNumeral(String text) {
        if (text.isEmpty()) {
            return null;
        }
        long value = 0;
        for (int at = 0; at < text.length(); at++) {
            long worth = worth(text.charAt(at));
            if (worth == 0) {
                return null;
            }
            boolean lessThanNext = at + 1 < text.length() && worth < worth(text.charAt(at + 1));
            value += lessThanNext ? -worth : worth;
        }
        return written(value).equals(text) ? value : null;
    }

    private static long worth(char sign) {
        int at = SIGNS.indexOf(sign);
        return at < 0 ? 0 : Math.round(Math.pow(BASE, at));
    }

    private static String written(long value) {
        StringBuilder text = new StringBuilder();
        long rest = value;
        for (int at = 0; at < SIGNS.length(); at++, rest /= BASE) {
            int digit = (int) Math.max(0, rest % BASE);
            String sign = SIGNS.substring(at, at + 1);
            boolean isException = digit == BASE - 1 && at + 1 < SIGNS.length();
            text.insert(0, isException ? sign + SIGNS.charAt(at + 1) : sign.repeat(digit));
        }
        return text.toString();
    }
}
