import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

public class Solution {
    private record Change(long version, String value) {}

    private final Map<String, List<Change>> histories = new HashMap<>();
    private final List<Long> sizes = new ArrayList<>();
    private long current = {{first}} - 1;
    private long size = 0;

    public long put(String key, String value) {
        String before = get(key, current);
        if ({{sameTest}} value.equals(before)) return current;
        if (before == null) size++;
        return write(key, value);
    }

    public long remove(String key) {
        if (get(key, current) == null) return current;
        size--;
        return write(key, null);
    }

    public String get(String key, long version) {
        if ({{beyondTest}} version > current) return null;
        List<Change> history = histories.getOrDefault(key, List.of());
        for (int at = history.size() - 1; at >= 0; at--) {
            if (history.get(at).version() <= version) return history.get(at).value();
        }
        return null;
    }

    public long changes(String key, long from, long to) {
        long count = 0;
        for (Change change : histories.getOrDefault(key, List.of())) {
            if (change.version() >= from && change.version() <= to) count++;
        }
        return count;
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
}
