import java.util.List;

public class Harness {
    public static List<Long> numbers(String name, long a, long b) {
        return switch (name) {
            case "narrow" -> Numbers.narrow(a);
            case "wide" -> Numbers.wide(a);
            case "divide" -> Numbers.divide(a, b);
            case "shift" -> Numbers.shift(a, b);
            default -> Numbers.order(a);
        };
    }

    public static List<String> texts(long a) {
        return Numbers.texts(a);
    }
}
