import java.util.ArrayList;
import java.util.List;

/** Replays calls on a fresh store; `flood` writes one key again and again and reads it as it was half way. */
public class Harness {
    public static List<String> run(List<List<String>> calls) {
        Solution store = new Solution();
        List<String> results = new ArrayList<>();
        for (List<String> call : calls) {
            results.add(perform(store, call));
        }
        return results;
    }

    private static String perform(Solution store, List<String> call) {
        String key = call.get(1);
        switch (call.get(0)) {
            case "put":
                return String.valueOf(store.put(key, call.get(2)));
            case "remove":
                return String.valueOf(store.remove(key));
            case "get":
                String value = store.get(key, Long.parseLong(call.get(2)));
                return value == null ? "nothing" : "value " + value;
            case "changes":
                return String.valueOf(store.changes(key, Long.parseLong(call.get(2)), Long.parseLong(call.get(3))));
            case "keysAt":
                return String.valueOf(store.keysAt(Long.parseLong(key)));
            default:
                return flood(store, Integer.parseInt(key));
        }
    }

    private static String flood(Solution store, int count) {
        long sum = 0;
        long start = store.put("flood", "0");
        for (int i = 1; i < count; i++) {
            long version = store.put("flood", String.valueOf(i));
            String old = store.get("flood", start + i / 2);
            sum += old == null ? -1 : Long.parseLong(old);
            sum += store.changes("flood", start + i / 4, version) + store.keysAt(start + i / 2);
        }
        return String.valueOf(sum);
    }
}
