import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Amounts of an invoice, in cents. */
public final class Invoice {
    /** In percent. */
    public static final String TAX_RATE = "{{rate}}";

    private Invoice() {}

    /** The cents of a price such as "12.90", "7" or "-3.5": digits with at most two after the point. */
    public static long parse(String price) {
        {{parseCode}}
    }

    /** The sum of prices. */
    public static long sum(List<String> prices) {
        long total = 0;
        for (String price : prices) {
            total += parse(price);
        }
        return total;
    }

    /** The tax on a net amount at TAX_RATE, rounded to the nearest cent; exactly half a cent goes away from zero. */
    public static long tax(long net) {
        {{taxCode}}
    }

    /**
     * A discount of at least 0 in `parts` shares that differ by one cent at most and make exactly the discount
     * together; the first k shares, for every k, have exactly discount * k / parts, rounded down.
     */
    public static List<Long> split(long discount, int parts) {
        List<Long> shares = new ArrayList<>();
        long given = 0;
        for (int at = 0; at < parts; at++) {
            {{shareCode}}
            shares.add(share - given);
            given = share;
        }
        return shares;
    }
}
