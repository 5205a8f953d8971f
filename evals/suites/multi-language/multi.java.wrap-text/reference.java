import java.util.ArrayList;
import java.util.List;

public class Solution {
    private static final String MARK = "{{mark}}";
    private static final int LEAST = {{least}};

    public static List<String> wrapText(String text, long width) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : text.split(" ")) {
            if (word.isEmpty()) {
                continue;
            }
            if (!line.isEmpty() && length(line) + 1 + length(word) <= width) {
                line += " " + word;
                continue;
            }
            if (!line.isEmpty()) {
                lines.add(line);
            }
            String rest = word;
            while (length(rest) > width) {
                int count = (int) Math.min(width - 1, length(rest) - LEAST);
                int end = rest.offsetByCodePoints(0, count);
                lines.add(rest.substring(0, end) + MARK);
                rest = rest.substring(end);
            }
            line = rest;
        }
        if (!line.isEmpty()) {
            lines.add(line);
        }
        return lines;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
