import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which pages are in memory: knows the order of their use and says which have to go. Holds no pages itself. */
public class RecencyList {
    private static final class Node {
        final String key;
        boolean pinned;
        Node hotter;
        Node colder;

        Node(String key) {
            this.key = key;
        }
    }

    private final int capacity;
    private final Map<String, Node> nodes = new HashMap<>();
    /** How many nodes are pinned. */
    private int pinned = 0;
    /** Both ends are no pages: the hottest page is hotEnd.colder, the coldest one coldEnd.hotter. */
    private final Node hotEnd = new Node("");
    private final Node coldEnd = new Node("");

    /** The capacity is at least 1. */
    public RecencyList(int capacity) {
        this.capacity = capacity;
        hotEnd.colder = coldEnd;
        coldEnd.hotter = hotEnd;
    }

    /** Pins a page that is in the list, so that it is never evicted; false when it is not there or pinned already. */
    public boolean pin(String key) {
        Node node = nodes.get(key);
        if (node == null || node.pinned) return false;
        node.pinned = true;
        pinned++;
        return true;
    }

    /** The keys from the hottest to the coldest page. */
    public List<String> keys() {
        List<String> keys = new ArrayList<>();
        for (Node node = hotEnd.colder; node != coldEnd; node = node.colder) keys.add(node.key);
        return keys;
    }

    /** The same, read from the other end. */
    public List<String> keysBackwards() {
        List<String> keys = new ArrayList<>();
        for (Node node = coldEnd.hotter; node != hotEnd; node = node.hotter) keys.add(node.key);
        return keys;
    }

    // public List<String> use(String key)
    //   The page becomes the hottest one, whether it was in the list or not. Afterwards pages are evicted until no more
    //   than `capacity` are left that count; {{pinsText}}. Evicted is always the
    //   {{victim}} page that is neither pinned nor the one just used; when there is none, more pages than the capacity
    //   stay. Returns the keys evicted, in that order.
    //
    // public List<String> unpin(String key)
    //   Undoes `pin`, moves nothing, and evicts as `use` does, but with no page just used. Nothing happens when the key
    //   is not there or not pinned.
    //
    // private void unlink(Node node)
    //   Takes a node out of the chain and nothing else.

{{cursor}}

    private void linkHottest(Node node) {
        node.hotter = hotEnd;
        node.colder = hotEnd.colder;
        hotEnd.colder.hotter = node;
        hotEnd.colder = node;
    }
}
