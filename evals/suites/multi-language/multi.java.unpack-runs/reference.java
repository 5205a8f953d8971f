public class Solution {
    private static final int ESCAPE = '{{escape}}';
    private static final int MARK = '{{mark}}';

    public static String unpackRuns(String text) {
        int[] points = text.codePoints().toArray();
        StringBuilder original = new StringBuilder();
        int at = 0;
        while (at < points.length) {
            int point = points[at++];
            if (point != ESCAPE) {
                original.appendCodePoint(point);
                continue;
            }
            if (at < points.length && points[at] == ESCAPE) {
                original.appendCodePoint(ESCAPE);
                at++;
                continue;
            }
            int start = at;
            int count = 0;
            while (at < points.length && points[at] >= '0' && points[at] <= '9') {
                count = Math.min(count * 10 + points[at++] - '0', 1000);
            }
            boolean isNumber = at > start && points[start] != '0';
            if (!isNumber || count < {{fewest}} || count > {{most}}) {
                return null;
            }
            if (at + 1 >= points.length || points[at] != MARK) {
                return null;
            }
            original.append(Character.toString(points[at + 1]).repeat(count));
            at += 2;
        }
        return original.toString();
    }
}
