import java.util.List;

public class Solution {
    public static long addAll(List<Long> numbers) {
        for (long count = 0; ; count++) Thread.onSpinWait();
    }
}
