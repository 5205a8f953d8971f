// Blocks that quote the file almost right: what may pass, and what must not.
import { applies, block, type EditCase, refuses } from "./edit-case.ts";

const invoice =
  "export function invoiceTotal(items: Item[]): number {\n  // Adds what every item costs.\n  let total = 0;\n  for (const item of items) {\n    total += item.price * item.count;\n  }\n  return total;\n}\n";
const fixed = invoice.replace("item.price * item.count", "item.price * item.count - item.discount");
const misquoted = (text: string) =>
  text.replace("// Adds what every item costs.", "// Adds what each item costs.");

export const nearMissCases: EditCase[] = [
  applies(
    "a comment misquoted in a kept line stays as it is",
    invoice,
    block(misquoted(invoice), misquoted(fixed)),
    fixed,
  ),
  applies(
    "misquoted and shifted",
    `${invoice.replace(/^/gm, "  ").trimEnd()}\n`,
    block(misquoted(invoice), misquoted(fixed)),
    `${fixed.replace(/^/gm, "  ").trimEnd()}\n`,
  ),
  applies(
    "misquoted under CRLF",
    invoice.replaceAll("\n", "\r\n"),
    block(misquoted(invoice), misquoted(fixed)),
    fixed.replaceAll("\n", "\r\n"),
  ),
  applies(
    "a semicolon forgotten in a kept line",
    invoice,
    block(invoice.replace("total = 0;", "total = 0"), fixed.replace("total = 0;", "total = 0")),
    fixed,
  ),
  applies(
    "a new line beside a misquoted one",
    invoice,
    block(
      misquoted(invoice),
      misquoted(invoice).replace("  return total;", "  log(total);\n  return total;"),
    ),
    invoice.replace("  return total;", "  log(total);\n  return total;"),
  ),
  refuses(
    "the line that is to go is misquoted",
    invoice,
    block(invoice.replace("item.count;", "item.counts;"), fixed),
    "near_match",
    [0],
  ),
  refuses(
    "another identifier in the line that is to go",
    invoice,
    block(
      invoice.replace("invoiceTotal", "invoiceTotals"),
      invoice.replace("invoiceTotal", "orderTotal"),
    ),
    "near_match",
    [0],
  ),
  refuses(
    "one identifier differs, two lines",
    "const a = first();\nconst b = second();\n",
    block("const a = first();\nconst b = third();", "x"),
    "no_match",
    [0],
  ),
  refuses(
    "one identifier differs, one line",
    "const total = price;\n",
    block("const total = prices;", "x"),
    "no_match",
    [0],
  ),
  refuses(
    "one identifier differs everywhere",
    invoice,
    block(invoice.replaceAll("item", "thing"), "x"),
    "no_match",
    [0],
  ),
  refuses(
    "several lines differ",
    invoice,
    block(
      invoice
        .replace("let total = 0;", "let sum = 10;")
        .replace("return total;", "return sum;")
        .replace("total +=", "sum +="),
      "x",
    ),
    "near_match",
  ),
  refuses(
    "lines in another order",
    "one();\ntwo();\nthree();\n",
    block("two();\none();\nthree();", "x"),
    "no_match",
  ),
  refuses(
    "a line is missing in the search",
    invoice,
    block(invoice.replace("  let total = 0;\n", ""), "x"),
    "no_match",
    [0],
  ),
  refuses(
    "a line too many in the search",
    invoice,
    block(invoice.replace("  let total = 0;\n", "  let total = 0;\n  let count = 0;\n"), "x"),
    "no_match",
    [0],
  ),
  refuses(
    "upper and lower case differ, short",
    "const Total = 1;\n",
    block("const total = 1;", "x"),
    "no_match",
    [0],
  ),
  refuses(
    "line numbers before the lines",
    invoice,
    block("1: export function invoiceTotal(items: Item[]): number {", "x"),
    "no_match",
    [0],
  ),
  refuses("code that is not there at all", invoice, block("class Basket {}", "x"), "no_match"),
  refuses(
    "two near places",
    invoice + invoice.replace("invoiceTotal", "invoiceTotal2"),
    block(misquoted(invoice), misquoted(fixed)),
    "near_match",
    [0, 8],
  ),
  refuses(
    "one near place and one that is further off",
    invoice + invoice.replace("invoiceTotal", "orderSum"),
    block(misquoted(invoice), misquoted(fixed)),
    "near_match",
  ),
  refuses(
    "code that was elided in the search",
    invoice,
    block(
      "export function invoiceTotal(items: Item[]): number {\n  // ...\n  return total;\n}",
      "x",
    ),
    "no_match",
    [0],
  ),
  refuses(
    "a search from a stale version",
    "const limit = 20;\nrun(limit);\n",
    block("const limit = 10;", "const limit = 30;"),
    "no_match",
    [0],
  ),
  refuses(
    "quotes of another kind, one line",
    "a('x');\n",
    block('a("x");', 'a("y");'),
    "no_match",
    [0],
  ),
  refuses(
    "inner spaces differ in the line that is to go",
    "one(1);\nf(a, b, c, d, e, f, g);\ntwo(2);\n",
    block("one(1);\nf(a,b, c, d, e, f, g);\ntwo(2);", "one(1);\ng();\ntwo(2);"),
    "near_match",
    [0],
  ),
  applies(
    "inner spaces differ in a kept line",
    "const one = compute(1);\nf(a, b, c, d, e, f, g);\ntwo(2);\n",
    block(
      "const one = compute(1);\nf(a,b, c, d, e, f, g);\ntwo(2);",
      "const one = compute(1);\nf(a,b, c, d, e, f, g);\nthree(3);",
    ),
    "const one = compute(1);\nf(a, b, c, d, e, f, g);\nthree(3);\n",
  ),
];
