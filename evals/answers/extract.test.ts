import assert from "node:assert/strict";
import type { AnswerSpec } from "../../core/protocol/case-file.ts";
import type { Language } from "../../core/protocol/language.ts";
import type { Exchange } from "../../core/protocol/transcript.ts";
import { type Extracted, extract } from "./extract.ts";

type Reply = string | Pick<Exchange, "text" | "finishReason">;
type Asked = AnswerSpec["kind"] | Language;

const languages = ["python", "javascript", "typescript", "go", "rust", "java", "cpp"];

/** A language asks for code that defines `solve`. */
function check([reply, asked]: [Reply, Asked], expected: Partial<Extracted> | string) {
  const isLanguage = languages.includes(asked);
  const answer = { kind: isLanguage ? "code" : asked, file: "a.py" } as AnswerSpec;
  const found = extract(typeof reply === "string" ? { text: reply, finishReason: "stop" } : reply, {
    answer,
    language: isLanguage ? (asked as Language) : "python",
    ...(isLanguage ? { entry: "solve" } : {}),
  });
  if (typeof expected === "string") {
    assert.deepEqual(
      { ...found, extraction: undefined },
      { ok: true, text: expected, extraction: undefined },
    );
    return;
  }
  for (const [key, value] of Object.entries(expected)) {
    assert.equal(found[key as keyof Extracted], value, `${key} of ${JSON.stringify(found)}`);
  }
}

const lost = (reason: string): Partial<Extracted> => ({
  ok: false,
  failClass: "extraction",
  reason,
});
const solve = "def solve(x):\n    return x\n";
const other = "def other(x):\n    return solve(x) + solve(x) + solve(x)\n";

describe("extract: code", () => {
  it("takes the fenced block", () => {
    check([`Here you go:\n\n\`\`\`python\n${solve}\`\`\`\nIt works.`, "python"], solve);
    check([`\`\`\`python\n${solve}\`\`\``, "python"], { ok: true, extraction: "fenced" });
  });

  it("takes an untagged block that defines the entry before a tagged one that only calls it", () => {
    check([`\`\`\`\n${solve}\`\`\`\nUse:\n\`\`\`python\nprint(solve(1))\n\`\`\``, "python"], solve);
  });

  it("takes the largest block of a file, tagged or not", () => {
    check(
      [`\`\`\`\n${solve}${other}\`\`\`\n\`\`\`python\nsolve(1)\n\`\`\``, "file"],
      solve + other,
    );
  });

  it("knows the other names of a language", () => {
    for (const tag of [
      "py",
      "Python3",
      "{.python}",
      "python:solution.py",
      'python title="a"',
      "solution.py",
    ])
      check([`\`\`\`${tag}\n${solve}\`\`\``, "python"], solve);
    check(["```golang\nfunc solve() {}\n```", "go"], "func solve() {}\n");
    check(["```rs\nfn solve() {}\n```", "rust"], "fn solve() {}\n");
    check(["```c++\nint solve() {}\n```", "cpp"], "int solve() {}\n");
    check(["```mjs\nexport const solve = 1;\n```", "javascript"], "export const solve = 1;\n");
    check(["```js\nfunction solve() {}\n```", "typescript"], "function solve() {}\n");
  });

  it("prefers the last block that defines the entry point, however short", () => {
    check([`\`\`\`python\n${solve}\`\`\`\nUse:\n\`\`\`python\n${other}\`\`\``, "python"], solve);
    check([`\`\`\`py\ndef solve(): 1\n\`\`\`\nBetter:\n\`\`\`py\n${solve}\`\`\``, "python"], solve);
  });

  it("takes the largest of the language when none defines it", () =>
    check([`\`\`\`py\n${other}\`\`\`\nRun:\n\`\`\`py\nother(1)\n\`\`\``, "python"], other));

  it("prefers a tagged block to an untagged one, and takes that if it is all there is", () => {
    check([`\`\`\`\n${other}\n\n\n\`\`\`\n\`\`\`py\nx = 1\n\`\`\``, "python"], "x = 1\n");
    check([`\`\`\`\n1 2 3\n\`\`\`\n\`\`\`\n${solve}\`\`\``, "python"], solve);
    check([`\`\`\`text\n${solve}\`\`\``, "python"], solve);
  });

  it("takes no block of another language", () => {
    check(
      [`\`\`\`javascript\nfunction solve(x) { return x; }\n\`\`\``, "python"],
      lost("The answer's code is tagged javascript, not python."),
    );
    check(["```ts\nfunction solve(x: number) {}\n```", "javascript"], { ok: false });
    check([`\`\`\`bash\npip install x\n\`\`\`\n\`\`\`py\n${solve}\`\`\``, "python"], solve);
  });

  it("takes a reply that is a program itself", () => {
    check([solve, "python"], { ok: true, text: solve, extraction: "whole" });
    check(["package main\n\nfunc solve() int { return 1 }\n", "go"], { ok: true });
    check(["use std::fmt;\npub fn solve() {}\n", "rust"], { ok: true });
    check(
      ["import java.util.*;\npublic class Solution { static int solve() { return 1; } }", "java"],
      { ok: true },
    );
    check(["#include <vector>\nlong long solve(int a) { return a; }", "cpp"], { ok: true });
    check(["export function solve(a) {\n  return a;\n}\n", "javascript"], { ok: true });
  });

  it("takes no prose and no other program for one", () => {
    const reason = lost("The answer holds no code block and is no code itself.");
    check(["You should define solve and return the sum of all its items.", "python"], reason);
    check([`Here is the function you need:\n${solve}`, "python"], reason);
    check([other, "python"], reason);
    check(["fn solve() {}", "python"], reason);
  });

  it("says what is empty", () => {
    check(["  \n", "python"], lost("The answer is empty."));
    check(["```python\n\n```", "python"], lost("The answer's code block is empty."));
  });
});

describe("extract: fences", () => {
  it("knows tildes and longer fences", () => {
    check([`~~~python\n${solve}~~~`, "python"], solve);
    check(
      [`\`\`\`\`python\na = "\n\`\`\`\n"\n${solve}\`\`\`\``, "python"],
      `a = "\n\`\`\`\n"\n${solve}`,
    );
    check([`~~~py\na = "\n\`\`\`\n"\n${solve}~~~~`, "python"], `a = "\n\`\`\`\n"\n${solve}`);
  });

  it("keeps a block inside the code's own text", () => {
    const code = `note = """\n\`\`\`json\n{}\n\`\`\`\n"""\n${solve}`;
    check([`\`\`\`python\n${code}\`\`\`\nDone.`, "python"], code);
    const indented = `def solve():\n    return """\n        \`\`\`\n        """\n`;
    check([`\`\`\`python\n${indented}\`\`\`\nDone.`, "python"], indented);
  });

  it("ends an open block where the next one starts", () => {
    check([`\`\`\`python\nold = 1\n\nBetter:\n\`\`\`python\n${solve}\`\`\`\n`, "python"], solve);
    check([`\`\`\`python\n${solve}`, "python"], solve);
  });

  it("moves a block in a list to the margin", () => {
    check(
      [`1. So:\n\n   \`\`\`python\n   def solve(x):\n       return x\n   \`\`\``, "python"],
      solve,
    );
    check(["-\t```python\n\tsolve = 1\n```", "python"], { ok: false });
    check(["\t```python\n\tsolve = 1\n\t```", "python"], "solve = 1\n");
  });

  it("reads CRLF and keeps it", () =>
    check(["Hi\r\n```python\r\nsolve = 1\r\n```\r\nBye", "python"], "solve = 1\r\n"));

  it("keeps what no text should hold", () =>
    check(["```python\nsolve = '\0\uFFFD\uD800'\n```", "python"], "solve = '\0\uFFFD\uD800'\n"));

  it("takes no code span for a fence", () =>
    check([`\`\`\`solve\`\`\` is:\n\`\`\`python\n${solve}\`\`\``, "python"], solve));
});

describe("extract: reasoning", () => {
  it("is taken off the front", () => {
    check(
      [
        `<think>\n\`\`\`python\ndef solve(): 0\n\`\`\`\n</think>\n\n\`\`\`python\n${solve}\`\`\``,
        "python",
      ],
      solve,
    );
    check(["<think>a</think>\n<think>b</think>\nrest\n", "text"], "rest\n");
    check(["I reason about it.\n</think>\n\nrest", "text"], "rest");
    check(["<thinking>a</thinking>rest", "text"], "rest");
  });

  it("ends an open fence of its own", () =>
    check(
      [`<think>\n\`\`\`python\ndraft\n</think>\n\`\`\`python\n${solve}\`\`\``, "python"],
      solve,
    ));

  it("leaves no answer when it never ends", () =>
    check(
      [`<think>\n\`\`\`python\n${solve}\`\`\``, "python"],
      lost("Nothing follows the model's reasoning."),
    ));

  it("is no tag inside the answer", () => {
    const code = `solve = "<think></think>"\n`;
    check([`\`\`\`python\n${code}\`\`\``, "python"], code);
    check([`a\n</think>\n\`\`\`python\n${code}\`\`\``, "python"], code);
  });
});

describe("extract: what is not graded", () => {
  it("is a reply that was cut, even behind a whole block", () => {
    for (const asked of ["python", "json", "text", "sql", "regex"] as const)
      check([{ text: `\`\`\`python\n${solve}\`\`\`\nAnd`, finishReason: "length" }, asked], {
        ok: false,
        failClass: "truncated",
      });
  });

  it("is a refusal", () => {
    const refusal: Partial<Extracted> = { ok: false, failClass: "refusal" };
    check(["I'm sorry, but I can't help with that.", "python"], refusal);
    check(["I’m sorry, I cannot assist with this request.", "json"], refusal);
    check(["I cannot help with that.", "regex"], refusal);
    check(["As an AI language model, I am unable to write exploits.", "insertion"], refusal);
    check(["I must respectfully decline.", "sql"], refusal);
    check([{ text: "", finishReason: "content_filter" }, "python"], refusal);
  });

  it("calls nothing else a refusal", () => {
    check([`I'm sorry, but I can't test it here:\n\`\`\`python\n${solve}\`\`\``, "python"], solve);
    check(["I cannot see a bug, so the function stays as it is.", "python"], {
      failClass: "extraction",
    } as never);
    check(["I'm sorry for the confusion. See the last answer.", "python"], {
      failClass: "extraction",
    } as never);
    check(["I can't help with that.", "text"], "I can't help with that.");
  });
});

describe("extract: json", () => {
  it("is the reply, a block or the last object in the text", () => {
    check([' {"a": [1]}\n', "json"], { ok: true, text: '{"a": [1]}', extraction: "whole" });
    check(['So:\n```json\n{"a": 1}\n```\n', "json"], {
      ok: true,
      text: '{"a": 1}',
      extraction: "fenced",
    });
    check(['```json\n{"a": 1}\n```\nor\n```json\n{"a": 2}\n```', "json"], '{"a": 2}');
    check(['```python\n{}\n```\n```\n{"a": 1}\n```', "json"], '{"a": 1}');
    check(['It is {"a": "}{", "b": {"c": "\\"]"}} as in [1].', "json"], {
      ok: true,
      text: '{"a": "}{", "b": {"c": "\\"]"}}',
      extraction: "fallback",
    });
    check(['List [1, {"a": 2}] it is } here.', "json"], '[1, {"a": 2}]');
  });

  it("is left as it is when it is broken", () =>
    check(["```json\n{'a': 1,}\n```", "json"], "{'a': 1,}"));

  it("may be missing", () => {
    check(["The answer is 5.", "json"], lost("The answer holds no JSON."));
    check(["a set {1, 2} or (a]", "json"], lost("The answer holds no JSON."));
  });
});

describe("extract: sql", () => {
  it("is the block or the statement", () => {
    check(["```sql\nSELECT 1;\n```\n", "sql"], {
      ok: true,
      text: "SELECT 1;",
      extraction: "fenced",
    });
    check(
      ["```\nwith a as (select 1) select * from a\n```", "sql"],
      "with a as (select 1) select * from a",
    );
    check(["-- all\nselect 1", "sql"], { ok: true, text: "-- all\nselect 1", extraction: "whole" });
    check(["With this query:\n\nSELECT a\nFROM b;\n\nThat is all.", "sql"], "SELECT a\nFROM b;");
  });

  it("may be missing", () => {
    check(["Use a join and group by.", "sql"], lost("The answer holds no SQL statement."));
    check(["```python\nx = 1\n```", "sql"], lost("The answer's code is tagged python, not sql."));
  });
});

describe("extract: regex", () => {
  it("is the block's line or the reply's only one", () => {
    check(["Try\n```regex\n^a+$ \n```\nok", "regex"], {
      ok: true,
      text: "^a+$ ",
      extraction: "fenced",
    });
    check(["^\\d{3}$\n", "regex"], { ok: true, text: "^\\d{3}$", extraction: "whole" });
    check(["`^a`", "regex"], "^a");
  });

  it("loses its delimiters", () => {
    check(["/^a\\/[/]$/giu", "regex"], "^a\\/[/]$");
    check(["```js\n/^a$/;\n```", "regex"], "^a$");
    check(['```python\nr"^a\\"b$"\n```', "regex"], '^a\\"b$');
    check(["/api/v1/", "regex"], "/api/v1/");
    check(["```regex\nr'a'\n```", "regex"], "r'a'");
  });

  it("is one line", () => {
    check(
      ["```regex\na\nb\n```", "regex"],
      lost("The block does not hold one line with a pattern."),
    );
    check(
      ["Use\n^a$", "regex"],
      lost("The answer is neither a block nor one line with a pattern."),
    );
  });
});

describe("extract: insertion", () => {
  it("loses the line end in front of the fence only", () => {
    check(["```python\n  a(b)\n```", "insertion"], "  a(b)");
    check(["```python\n  a(b)\n\n```", "insertion"], "  a(b)\n");
    check(["  items.sort()\n", "insertion"], {
      ok: true,
      text: "  items.sort()",
      extraction: "whole",
    });
  });

  it("is no prose", () =>
    check(["You have to sort the items first.", "insertion"], {
      failClass: "extraction",
    } as never));
});

describe("extract: file", () => {
  const diff = "--- a/a.py\n+++ b/a.py\n@@ -1 +1 @@\n-a\n+b\n";
  it("is a diff or the whole file", () => {
    check([`\`\`\`diff\n${diff}\`\`\``, "file"], diff);
    check([`\`\`\`python\n${diff}\`\`\``, "file"], diff);
    check([diff, "file"], { ok: true, text: diff, extraction: "whole" });
    check([`\`\`\`python\n${solve}\`\`\``, "file"], solve);
  });

  it("is the file when it follows the diff, the diff when a snippet does", () => {
    const file = `${solve}${other}`;
    check([`\`\`\`diff\n${diff}\`\`\`\nAll:\n\`\`\`python\n${file}\`\`\``, "file"], file);
    check([`\`\`\`diff\n${diff}\`\`\`\nso\n\`\`\`python\nb\n\`\`\``, "file"], diff);
    check([`\`\`\`python\n${file}\`\`\`\nor\n\`\`\`diff\n${diff}\`\`\``, "file"], diff);
  });
});

describe("extract: megabytes", () => {
  // Anything worse than linear takes minutes here and runs into the time limit of every test.
  const many = 100_000;
  const replies: [string, string][] = [
    ["openings", "```python\n".repeat(many)],
    ["blank lines", `${" ".repeat(many)}\n${"\n".repeat(many)}`],
    ["brackets", "[".repeat(many) + "{".repeat(many)],
    ["closing brackets", "]".repeat(many) + "}".repeat(many)],
    ["pairs", "{}[]".repeat(many)],
    ["quotes", '{"\\"'.repeat(many)],
    ["backslashes", `{"${"\\".repeat(many)}"}`],
    ["words", "solve ".repeat(many)],
    ["brackets and names", "a solve (".repeat(many)],
    ["tags", "</think>".repeat(many)],
    ["slashes", `/${"\\/".repeat(many)}`],
    ["statements", "with a (".repeat(many)],
    ["exports", "export {".repeat(many)],
  ];
  for (const [name, text] of replies) {
    it(`reads ${name}`, () => {
      for (const asked of [
        "python",
        "cpp",
        "javascript",
        "json",
        "sql",
        "regex",
        "insertion",
        "file",
      ] as const)
        extract(
          { text, finishReason: "stop" },
          {
            answer: { kind: languages.includes(asked) ? "code" : asked, file: "a" } as AnswerSpec,
            language: languages.includes(asked) ? (asked as Language) : "python",
            entry: "solve",
          },
        );
    });
  }
});
