import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

public class Solution {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s)");

    public static Map<String, List<Double>> latencyReport(List<String> lines) {
        Map<String, List<Long>> durations = new TreeMap<>();
        for (String line : lines) {
            int at = line.lastIndexOf("{{mark}}");
            Matcher match = DURATION.matcher(line.substring(at + 1));
            if (at < 1 || !match.matches()) {
                continue;
            }
            long value = Long.parseLong(match.group(1)) * (match.group(2).equals("ms") ? 1 : 1000);
            durations.computeIfAbsent(line.substring(0, at), name -> new ArrayList<>()).add(value);
        }
        Map<String, List<Double>> report = new TreeMap<>();
        durations.forEach((name, values) -> {
            if (values.size() >= {{fewest}}) {
                report.put(name, summary(values));
            }
        });
        return report;
    }

    private static List<Double> summary(List<Long> values) {
        Collections.sort(values);
        int count = values.size();
        double median = (values.get((count - 1) / 2) + values.get(count / 2)) / 2.0;
        double nearest = values.get(({{rank}} * count + 99) / 100 - 1);
        double mean = values.stream().mapToLong(Long::longValue).sum() / (double) count;
        return List.of(median, nearest, mean);
    }
}
