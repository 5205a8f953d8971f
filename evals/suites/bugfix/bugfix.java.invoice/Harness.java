import java.util.ArrayList;
import java.util.List;

/** Calls the invoice and returns what it answers. */
public final class Harness {
    private Harness() {}

    public static List<Long> observe(String question, List<String> prices, List<Long> numbers) {
        List<Long> answers = new ArrayList<>();
        switch (question) {
            case "parse" -> prices.forEach(price -> answers.add(Invoice.parse(price)));
            case "sum" -> answers.add(Invoice.sum(prices));
            case "tax" -> numbers.forEach(net -> answers.add(Invoice.tax(net)));
            case "rate" -> answers.add(Invoice.parse(Invoice.TAX_RATE));
            default -> answers.addAll(Invoice.split(numbers.get(0), numbers.get(1).intValue()));
        }
        return answers;
    }
}
