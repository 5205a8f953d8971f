import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

public class Solution {
    /** What a key became, and how often it had changed up to then. */
    private record Entry(Optional<String> value, long number) {}

    private final Map<String, TreeMap<Long, Entry>> entries = new HashMap<>();
    private final TreeMap<Long, Integer> sizes = new TreeMap<>();
    private final Map<String, String> now = new HashMap<>();
    private long version = {{first}} - 1;

    public long put(String key, String value) {
        if ({{sameTest}} value.equals(now.get(key))) return version;
        now.put(key, value);
        return note(key, Optional.of(value));
    }

    public long remove(String key) {
        if (now.remove(key) == null) return version;
        return note(key, Optional.empty());
    }

    private long note(String key, Optional<String> value) {
        version += 1;
        TreeMap<Long, Entry> own = entries.computeIfAbsent(key, unused -> new TreeMap<>());
        own.put(version, new Entry(value, own.isEmpty() ? 1 : own.lastEntry().getValue().number() + 1));
        sizes.put(version, now.size());
        return version;
    }

    public String get(String key, long at) {
        if ({{beyondTest}} at > version) return null;
        Map.Entry<Long, Entry> found = entries.getOrDefault(key, new TreeMap<>()).floorEntry(at);
        return found == null ? null : found.getValue().value().orElse(null);
    }

    public long changes(String key, long from, long to) {
        return from > to ? 0 : numberAt(key, to) - numberAt(key, from - 1);
    }

    private long numberAt(String key, long at) {
        Map.Entry<Long, Entry> found = entries.getOrDefault(key, new TreeMap<>()).floorEntry(at);
        return found == null ? 0 : found.getValue().number();
    }

    public long keysAt(long at) {
        Map.Entry<Long, Integer> found = sizes.floorEntry(at);
        return Objects.isNull(found) ? 0 : found.getValue();
    }
}
