import java.util.ArrayList;
import java.util.List;

/** Replays calls on a fresh list; `keys` reads it from both ends. */
public class Harness {
    public static List<String> run(long capacity, List<List<String>> calls) {
        RecencyList list = new RecencyList((int) capacity);
        List<String> results = new ArrayList<>();
        for (List<String> call : calls) {
            switch (call.get(0)) {
                case "use" -> results.add(String.join(" ", list.use(call.get(1))));
                case "pin" -> results.add(String.valueOf(list.pin(call.get(1))));
                case "unpin" -> results.add(String.join(" ", list.unpin(call.get(1))));
                default -> results.add(String.join(" ", list.keys()) + " | " + String.join(" ", list.keysBackwards()));
            }
        }
        return results;
    }
}
