import java.util.List;

public class Numbers {
    public static List<Long> narrow(long start) {
        byte small = (byte) start;
        small += 100;
        short wrapped = (short) (start * 1000);
        char letter = (char) -1;
        return List.of((long) small, (long) wrapped, (long) letter, (long) (int) 1e12, (long) (byte) (start + 256.9));
    }

    public static List<Long> wide(long value) {
        int factor = (int) value;
        long product = factor * factor;
        long exact = (long) factor * factor;
        return List.of(product, exact, (long) Math.abs(Integer.MIN_VALUE), (long) (Integer.MAX_VALUE + 1));
    }

    public static List<Long> divide(long a, long b) {
        return List.of(a / b, a % b, Math.floorDiv(a, b), Math.floorMod(a, b), (a / b) * b + a % b);
    }

    public static List<Long> shift(long value, long bits) {
        int number = (int) value;
        int by = (int) bits;
        return List.of((long) (number << by), (long) (number >> by), (long) (number >>> by), 1L << by);
    }

    public static List<Long> order(long start) {
        int i = (int) start;
        i = i++ + ++i;
        int[] cells = {0, 0, 0};
        int at = 0;
        cells[at] = at = 2;
        int sum = 0;
        switch (i % 2) {
            case 0:
                sum += 1;
            case 1:
                sum += 10;
                break;
            default:
                sum += 100;
        }
        return List.of((long) i, (long) cells[0], (long) cells[2], (long) at, (long) sum);
    }

    public static List<String> texts(long start) {
        char letter = 'a';
        Object mixed = start > 0 ? 1 : 2.0;
        return List.of(1 + 2 + "x" + 1 + 2, "" + (letter + 1), "" + (char) (letter + start), "" + mixed, letter + 1 + "b");
    }
}
