import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

public class Solution {
    private record Change(long version, String value) {}

    private final Map<String, List<Change>> histories = new HashMap<>();
    /** Keys that were there after each version. */
    private final List<Long> sizes = new ArrayList<>();
    private long current = {{first}} - 1;
    private long size = 0;

    public long put(String key, String value) {
        String before = latest(key);
        if ({{sameTest}} value.equals(before)) return current;
        if (before == null) size++;
        return write(key, value);
    }

    public long remove(String key) {
        if (latest(key) == null) return current;
        size--;
        return write(key, null);
    }

    public String get(String key, long version) {
        if ({{beyondTest}} version > current) return null;
        List<Change> history = histories.getOrDefault(key, List.of());
        int at = countUpTo(history, version) - 1;
        return at < 0 ? null : history.get(at).value();
    }

    public long changes(String key, long from, long to) {
        if (from > to) return 0;
        List<Change> history = histories.getOrDefault(key, List.of());
        return countUpTo(history, to) - countUpTo(history, from - 1);
    }

    public long keysAt(long version) {
        long index = Math.min(version, current) - {{first}};
        return index < 0 ? 0 : sizes.get((int) index);
    }

    private long write(String key, String value) {
        current++;
        histories.computeIfAbsent(key, unused -> new ArrayList<>()).add(new Change(current, value));
        sizes.add(size);
        return current;
    }

    private String latest(String key) {
        List<Change> history = histories.get(key);
        return history == null ? null : history.get(history.size() - 1).value();
    }

    private static int countUpTo(List<Change> history, long version) {
        int low = 0;
        int high = history.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (history.get(middle).version() <= version) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
