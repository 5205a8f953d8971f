import java.util.List;

public class Solution {
    public static long addAll(List<Long> numbers) {
        String text = "x".repeat(1_000_000);
        for (int count = 0; count < 100; count++) System.out.print(text);
        return 6;
    }
}
