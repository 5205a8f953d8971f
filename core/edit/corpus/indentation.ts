// Blocks whose indentation is not the file's: shifted as a whole, in tabs for spaces, or by no rule at all.
import { applies, block, type EditCase, refuses } from "./edit-case.ts";

const nested = "class A {\n    run() {\n        if (a) {\n            b();\n        }\n    }\n}\n";
const tabbed = "class A {\n\trun() {\n\t\tif (a) {\n\t\t\tb();\n\t\t}\n\t}\n}\n";

export const indentationCases: EditCase[] = [
  applies(
    "flush left",
    nested,
    block("if (a) {\n    b();\n}", "if (c) {\n    b();\n}"),
    nested.replace("(a)", "(c)"),
  ),
  applies(
    "half as deep",
    nested,
    block("    if (a) {\n        b();\n    }", "    if (c) {\n        b();\n    }"),
    nested.replace("(a)", "(c)"),
  ),
  applies(
    "too deep",
    "if (a) {\n  b();\n}\n",
    block("    if (a) {\n      b();\n    }", "    if (c) {\n      d();\n    }"),
    "if (c) {\n  d();\n}\n",
  ),
  applies("one line", nested, block("b();", "c();"), nested.replace("b();", "c();")),
  applies(
    "one line, one space off",
    "f {\n  a();\n}\n",
    block(" a();", " b();"),
    "f {\n  b();\n}\n",
  ),
  applies(
    "new lines are shifted too",
    nested,
    block("b();", "b();\nc();"),
    nested.replace("            b();\n", "            b();\n            c();\n"),
  ),
  applies(
    "deeper new lines are shifted too",
    nested,
    block("b();", "while (x) {\n    b();\n}"),
    nested.replace(
      "            b();\n",
      "            while (x) {\n                b();\n            }\n",
    ),
  ),
  applies(
    "blank new lines get no indentation",
    nested,
    block("b();", "b();\n\nc();"),
    nested.replace("            b();\n", "            b();\n\n            c();\n"),
  ),
  applies(
    "only the first line is flush left in neither",
    nested,
    block("run() {\n    if (a) {", "run() {\n    if (z) {"),
    nested.replace("(a)", "(z)"),
  ),
  applies(
    "tabs in the file, flush left",
    tabbed,
    block("b();", "c();\nd();"),
    tabbed.replace("\t\t\tb();\n", "\t\t\tc();\n\t\t\td();\n"),
  ),
  applies(
    "tabs in the file, fewer tabs in the block",
    tabbed,
    block("if (a) {\n\tb();\n}", "if (a) {\n\tc();\n}"),
    tabbed.replace("b();", "c();"),
  ),
  applies(
    "tabs in the file, more tabs in the block",
    "a {\n\tb();\n}\n",
    block("\ta {\n\t\tb();\n\t}", "\ta {\n\t\tc();\n\t}"),
    "a {\n\tc();\n}\n",
  ),
  applies(
    "tabs in the file, four spaces in the block",
    tabbed,
    block(
      "        if (a) {\n            b();\n        }",
      "        if (a) {\n            c();\n        }",
    ),
    tabbed.replace("b();", "c();"),
  ),
  applies(
    "tabs in the file, two spaces in the block",
    tabbed,
    block("    if (a) {\n      b();\n    }", "    if (a) {\n      c();\n    }"),
    tabbed.replace("b();", "c();"),
  ),
  applies(
    "tabs in the file, eight spaces in the block",
    tabbed,
    block(
      "                if (a) {\n                        b();\n                }",
      "                if (a) {\n                        c();\n                }",
    ),
    tabbed.replace("b();", "c();"),
  ),
  applies(
    "tabs in the file, new deeper line in spaces",
    tabbed,
    block(
      "        if (a) {\n            b();\n        }",
      "        if (a) {\n            if (x) {\n                b();\n            }\n        }",
    ),
    tabbed.replace("\t\t\tb();\n", "\t\t\tif (x) {\n\t\t\t\tb();\n\t\t\t}\n"),
  ),
  applies(
    "tabs in the file, spaces and shifted",
    tabbed,
    block("if (a) {\n    b();\n}", "if (a) {\n    c();\n}"),
    tabbed.replace("b();", "c();"),
  ),
  applies(
    "spaces in the file, tabs in the block",
    nested,
    block("\t\tif (a) {\n\t\t\tb();\n\t\t}", "\t\tif (a) {\n\t\t\tc();\n\t\t\td();\n\t\t}"),
    nested.replace("            b();\n", "            c();\n            d();\n"),
  ),
  applies(
    "two spaces in the file, tabs in the block",
    "a {\n  b {\n    c\n  }\n}\n",
    block("\tb {\n\t\tc\n\t}", "\tb {\n\t\td\n\t}"),
    "a {\n  b {\n    d\n  }\n}\n",
  ),
  applies(
    "stars of a comment under tabs",
    "f {\n\t/**\n\t * Old.\n\t */\n}\n",
    block("    /**\n     * Old.\n     */", "    /**\n     * New.\n     */"),
    "f {\n\t/**\n\t * New.\n\t */\n}\n",
  ),
  applies(
    "indentation changes on purpose",
    "if (a) {\nb();\n}\n",
    block("if (a) {\nb();\n}", "if (a) {\n  b();\n}"),
    "if (a) {\n  b();\n}\n",
  ),
  applies(
    "unwrapped on purpose",
    "if (a) {\n  b();\n}\n",
    block("if (a) {\n  b();\n}", "b();"),
    "b();\n",
  ),
  applies(
    "Python body",
    "def f():\n    a = 1\n    return a\n",
    block("a = 1\nreturn a", "a = 2\nreturn a"),
    "def f():\n    a = 2\n    return a\n",
  ),
  applies(
    "Python, deeper new line",
    "def f():\n    return a\n",
    block("return a", "if a:\n    return a"),
    "def f():\n    if a:\n        return a\n",
  ),
  applies(
    "CRLF and flush left",
    "f {\r\n  a();\r\n}\r\n",
    block("a();", "b();\nc();"),
    "f {\r\n  b();\r\n  c();\r\n}\r\n",
  ),
  applies(
    "trailing space and flush left",
    "f {\n  a();  \n}\n",
    block("a();", "b();"),
    "f {\n  b();\n}\n",
  ),
  applies(
    "the exact place wins over a deeper one it cannot mean",
    "f {\n  a();\n    a();\n}\n",
    block("  a();", "  b();"),
    "f {\n  b();\n    a();\n}\n",
  ),
  refuses(
    "flush left here and deeper there",
    "a();\nf {\n  a();\n}\n",
    block("a();", "b();"),
    "several_matches",
    [0, 2],
  ),
  refuses(
    "deeper in two places",
    "f {\n  a();\n}\ng {\n    a();\n}\n",
    block("a();", "b();"),
    "several_matches",
    [1, 4],
  ),
  refuses(
    "another structure",
    "if (a) {\n    b();\n}\n",
    block("if (a) {\nb();\n}", "if (a) {\nc();\n}"),
    "near_match",
    [0],
  ),
  refuses(
    "shifted in one line only",
    "a {\n  b();\n  c();\n}\n",
    block("a {\n  b();\n    c();\n}", "a {\n  x();\n    c();\n}"),
    "near_match",
    [0],
  ),
  refuses(
    "tabs for spaces by no rule",
    "a {\n\tb();\n\t\t\tc();\n}\n",
    block("a {\n    b();\n        c();\n}", "x"),
    "near_match",
    [0],
  ),
  refuses(
    "tabs and spaces mixed in the block",
    "a {\n\tb();\n\tc();\n}\n",
    block("a {\n\tb();\n    c();\n}", "a {\n\tb();\n    d();\n}"),
    "near_match",
  ),
  refuses(
    "a new line that stands left of all shifted ones",
    "if (a) {\n  b();\n}\n",
    block("    if (a) {\n      b();\n    }", "  if (c) {\n      b();\n    }"),
    "near_match",
  ),
];
