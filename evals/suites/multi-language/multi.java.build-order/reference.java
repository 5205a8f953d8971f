import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

public class Solution {
    private static final Comparator<String> BY_TURN =
            Comparator.<String>comparingInt(name -> {{sign}} * name.length()).thenComparing(Comparator.naturalOrder());

    public static List<String> buildOrder(Map<String, List<String>> needs) {
        Map<String, Set<String>> missing = new HashMap<>();
        needs.forEach((name, list) -> {
            missing.computeIfAbsent(name, key -> new HashSet<>()).addAll(list);
            list.forEach(need -> missing.computeIfAbsent(need, key -> new HashSet<>()));
        });
        List<String> order = new ArrayList<>();
        while (!missing.isEmpty()) {
            Optional<String> next = missing.entrySet().stream()
                    .filter(entry -> entry.getValue().isEmpty())
                    .map(Map.Entry::getKey)
                    .min(BY_TURN);
            if (next.isEmpty()) {
                return null;
            }
            order.add(next.get());
            missing.remove(next.get());
            missing.values().forEach(names -> names.remove(next.get()));
        }
        return order;
    }
}
