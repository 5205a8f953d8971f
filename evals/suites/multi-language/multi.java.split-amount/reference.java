import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

public class Solution {
    private static final long STEP = {{step}};
    /** 1: the first goes before the others, -1: the last. */
    private static final int ORDER = {{order}};

    public static List<Long> splitAmount(long amount, List<Long> weights) {
        long total = weights.stream().mapToLong(Long::longValue).sum();
        if (amount % STEP != 0 || total == 0 || weights.stream().anyMatch(weight -> weight < 0)) {
            throw new IllegalArgumentException("this amount cannot be split by these weights");
        }
        long coins = Math.abs(amount) / STEP;
        long[] shares = weights.stream().mapToLong(weight -> coins * weight / total).toArray();
        long left = coins - LongStream.of(shares).sum();
        Comparator<Integer> byLoss =
                Comparator.comparingLong((Integer at) -> -(coins * weights.get(at) % total));
        IntStream.range(0, shares.length)
                .boxed()
                .sorted(byLoss.thenComparing(at -> ORDER * at))
                .limit(left)
                .forEach(at -> shares[at]++);
        return LongStream.of(shares).map(share -> share * STEP * Long.signum(amount)).boxed().toList();
    }
}
