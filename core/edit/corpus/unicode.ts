// Letters beyond ASCII: kept as they are, and never taken for others that only look the same.
import { applies, block, type EditCase, refuses } from "./edit-case.ts";

const long = (name: string) =>
  `function describe() {\n  const first = 1;\n  const ${name} = 2;\n  return first;\n}\n`;
const changed = (name: string) => long(name).replace("return first", "return 0");

export const unicodeCases: EditCase[] = [
  applies("umlauts", "ä = 1\nö = 2\n", block("ö = 2", "ü = 2"), "ä = 1\nü = 2\n"),
  applies("emoji", "😀()\nb()\n", block("😀()", "😁()"), "😁()\nb()\n"),
  applies(
    "emoji of several characters",
    "f('👩‍👩‍👧')\n",
    block("f('👩‍👩‍👧')", "g('👩‍👩‍👧')"),
    "g('👩‍👩‍👧')\n",
  ),
  applies("emoji before the place", "// 😀😀\na();\n", block("a();", "b();"), "// 😀😀\nb();\n"),
  applies(
    "combining marks, the same on both sides",
    "cafe\u0301()\n",
    block("cafe\u0301()", "tea()"),
    "tea()\n",
  ),
  applies(
    "right to left",
    'x = "שלום";\ny = 1;\n',
    block('x = "שלום";', 'x = "עולם";'),
    'x = "עולם";\ny = 1;\n',
  ),
  applies("Chinese", "// 价格\na();\n", block("// 价格", "// 总价"), "// 总价\na();\n"),
  applies(
    "line separators within a line",
    "a('\u2028');\nb();\n",
    block("b();", "c();"),
    "a('\u2028');\nc();\n",
  ),
  applies("no-break space, the same on both sides", "a\u00A0b\n", block("a\u00A0b", "c"), "c\n"),
  applies(
    "zero-width characters, the same on both sides",
    "a\u200Bb\n",
    block("a\u200Bb", "c"),
    "c\n",
  ),
  applies("half of a surrogate pair", "a\uD83D\nb\n", block("b", "c"), "a\uD83D\nc\n"),
  applies("full-width letters", "Ａ\nA\n", block("Ａ", "Ｂ"), "Ｂ\nA\n"),
  refuses(
    "composed for decomposed, one line",
    "caf\u00E9()\n",
    block("cafe\u0301()", "tea()"),
    "no_match",
  ),
  refuses(
    "decomposed for composed, one line",
    "cafe\u0301()\n",
    block("caf\u00E9()", "tea()"),
    "no_match",
  ),
  refuses(
    "composed for decomposed, in a long block",
    long("caf\u00E9"),
    block(long("cafe\u0301"), changed("cafe\u0301")),
    "near_match",
    [0],
  ),
  refuses(
    "decomposed for composed, in a long block",
    long("cafe\u0301"),
    block(long("caf\u00E9"), changed("caf\u00E9")),
    "near_match",
    [0],
  ),
  refuses(
    "a zero-width space more, one line",
    "total = 1\n",
    block("total\u200B = 1", "x"),
    "no_match",
  ),
  refuses(
    "a zero-width space more, in a long block",
    long("total"),
    block(long("to\u200Btal"), changed("total")),
    "near_match",
    [0],
  ),
  refuses(
    "a zero-width space less, in a long block",
    long("to\u200Btal"),
    block(long("total"), changed("total")),
    "near_match",
    [0],
  ),
  refuses(
    "a soft hyphen more, in a long block",
    long("total"),
    block(long("to\u00ADtal"), changed("total")),
    "near_match",
    [0],
  ),
  refuses(
    "a mark of direction more, in a long block",
    long("total"),
    block(long("\u202Etotal"), changed("total")),
    "near_match",
    [0],
  ),
  refuses(
    "a no-break space for a space, one line",
    "a = 1\n",
    block("a\u00A0=\u00A01", "x"),
    "no_match",
  ),
  refuses(
    "a no-break space for a space, in a long block",
    long("total"),
    block(long("total").replace("first =", "first\u00A0="), changed("total")),
    "near_match",
    [0],
  ),
  refuses(
    "full-width for ASCII, in a long block",
    long("total"),
    block(long("ｔotal"), changed("total")),
    "near_match",
    [0],
  ),
  refuses("no-break space as trailing space", "a();\n", block("a();\u00A0", "x"), "no_match"),
  refuses("no-break spaces as indentation", "  a();\n", block("\u00A0\u00A0a();", "x"), "no_match"),
  applies(
    "a combining mark more stays with the file, as any other letter would",
    "e\u0301 = 1;\nb();\n",
    block("b();", "c();"),
    "e\u0301 = 1;\nc();\n",
  ),
];
