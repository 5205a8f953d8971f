// What the simulated model answers to every prompt that changes or tells something, read by what the editor reads it with.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { type PromptName, taskOfPrompt } from "../../../core/chat/prompt.ts";
import type { Reference } from "../../../core/chat/reference.ts";
import { type PastTurn, renderTurn } from "../../../core/chat/turn.ts";
import { proposeChanges } from "../../../core/edit/change-set.ts";
import { codeBlocks } from "../../../core/edit/code-blocks.ts";
import { readEditBlocks } from "../../../core/edit/edit-blocks.ts";
import { repairQuestion } from "../../../core/edit/repair.ts";
import { defects, isPresent, mend } from "./sample-defects.ts";
import { sampleScript } from "./sample-script.ts";

const workspace = new URL("../../../extension/test/workspaces/sample/", import.meta.url);
const languages: Record<string, string> = {
  "src/cart.ts": "typescript",
  "reports/sales.py": "python",
  "worker/stats.go": "go",
};
const texts: Record<string, string> = Object.fromEntries(
  Object.keys(languages).map((path) => [path, readFileSync(new URL(path, workspace), "utf8")]),
);
const files: Reference[] = Object.keys(languages).map((path) => fileOf(path, texts[path]!));
const cart = files[0]!;

function fileOf(path: string, text: string): Reference {
  return {
    kind: "file",
    origin: "mention",
    path,
    languageId: languages[path] ?? "plaintext",
    text,
  };
}

function selectionOf(path: string, from: string, to: string): Reference {
  const text = texts[path]!;
  const start = text.indexOf(from);
  const code = text.slice(start, text.indexOf(to, start) + to.length);
  const startLine = text.slice(0, start).split("\n").length;
  const endLine = startLine + code.split("\n").length - 1;
  return { kind: "selection", path, languageId: languages[path]!, startLine, endLine, text: code };
}

const subtotal = selectionOf("src/cart.ts", "export function subtotalCents", "\n}");

function ask(
  prompt: PromptName,
  references: readonly Reference[],
  question = "",
  past: readonly PastTurn[] = [],
): string {
  const budget = { contextWindow: 65_536, maxAnswerTokens: 4096 };
  const { messages } = renderTurn({ prompt, question, references }, past, budget);
  const textsOf = (role: string) =>
    messages.filter((message) => message.role === role).map(({ content }) => content);
  return sampleScript.chat({
    task: taskOfPrompt[prompt],
    userTexts: textsOf("user"),
    assistantTurns: past.length,
    lastAnswer: textsOf("assistant").at(-1) ?? "",
  }).text;
}

function changed(answer: string, given: Record<string, string> = texts) {
  return proposeChanges(readEditBlocks(answer), (path) => {
    const text = given[path];
    return text === undefined ? { kind: "missing" } : { kind: "text", text };
  });
}

function checkOnlyChange(answer: string, path: string, after: string) {
  const { changes, refusals } = changed(answer);
  assert.deepEqual(refusals, [], answer);
  assert.deepEqual(
    changes.map((change) => [change.path, change.after]),
    [[path, after]],
    answer,
  );
}

function onlyCode(answer: string): string {
  const blocks = codeBlocks(answer);
  assert.equal(blocks.length, 1, answer);
  return blocks[0]!.code.replace(/\n$/, "");
}

describe("a fix of files", () => {
  for (const [path, text] of Object.entries(texts)) {
    it(`mends every defect of ${path} and nothing else`, () =>
      checkOnlyChange(ask("fixFile", [fileOf(path, text)]), path, mend(text).code));
  }
  it("changes several files at once", () => {
    const { changes, refusals } = changed(ask("fixFile", files));
    assert.deepEqual(refusals, []);
    assert.deepEqual(
      changes.map(({ path }) => path),
      Object.keys(texts),
    );
  });
  it("works on Windows line ends", () => {
    const windows = texts["src/cart.ts"]!.replaceAll("\n", "\r\n");
    const { changes } = changed(ask("fixFile", [fileOf("src/cart.ts", windows)]), {
      "src/cart.ts": windows,
    });
    assert.equal(changes[0]?.after, mend(texts["src/cart.ts"]!).code.replaceAll("\n", "\r\n"));
  });
  it("proposes nothing where nothing is wrong or nothing is known", () => {
    const fixed = fileOf("src/cart.ts", mend(texts["src/cart.ts"]!).code);
    for (const file of [fixed, fileOf("main.rs", "fn main() {}\n")]) {
      assert.deepEqual(readEditBlocks(ask("fixFile", [file])), { blocks: [], refusals: [] });
    }
  });
});

describe("a question that asks for a change of a file", () => {
  it("is answered with blocks for what it names", () => {
    const wanted = defects.filter(({ name }) => name === "totalCents");
    const after = mend(texts["src/cart.ts"]!, wanted).code;
    checkOnlyChange(ask("chat", [cart], "Please fix totalCents."), "src/cart.ts", after);
  });
  it("renames everywhere", () => {
    const answer = ask("chat", [cart], "Rename `subtotalCents` to `sumCents`");
    checkOnlyChange(
      answer,
      "src/cart.ts",
      texts["src/cart.ts"]!.replaceAll("subtotalCents", "sumCents"),
    );
  });
  it("does something honest with anything else", () => {
    const { changes } = changed(ask("chat", files, "Add a licence."));
    assert.equal(changes.length, 1);
    assert.match(changes[0]!.after, /^\/\/ Simulated edit: Add a licence\.\n/);
  });
  it("is not answered with blocks when it only asks", () =>
    assert.deepEqual(readEditBlocks(ask("chat", [cart], "What is cart.ts for?")).blocks, []));
});

describe("a change of a selection", () => {
  const code = subtotal.kind === "selection" ? subtotal.text : "";
  const check = (question: string, expected: string) =>
    assert.equal(onlyCode(ask("edit", [subtotal], question)), expected);
  it("adds a guard", () =>
    check("add a guard", code.replace("{\n", "{\n  if (items.length === 0) return 0;\n")));
  it("renames", () => check("rename sum to total", code.replace(/\bsum\b/g, "total")));
  it("fixes", () => check("fix it", mend(code).code));
  it("puts other wishes above, as it cannot understand them", () =>
    check("make it\nfaster", `// Simulated edit: make it faster\n${code}`));
  it("writes a line where nothing is selected", () => {
    const empty: Reference = {
      ...(subtotal as Extract<Reference, { kind: "selection" }>),
      text: "",
    };
    assert.equal(onlyCode(ask("edit", [empty], "log it")), "// Simulated edit: log it");
  });
  it("uses the comments of the language", () => {
    const python = selectionOf("reports/sales.py", "def average_cents", "// pieces");
    assert.match(onlyCode(ask("edit", [python], "speed up")), /^# Simulated edit: speed up\ndef /);
  });
  it("guards behind a docstring", () => {
    const python = selectionOf("reports/sales.py", "def average_cents", "// pieces");
    assert.match(
      onlyCode(ask("edit", [python], "add a guard")),
      /without sales\."""\n {4}if not sales:\n {8}return 0\n {4}pieces/,
    );
  });
});

describe("documentation", () => {
  it("stands where the language's tools look for it, instead of what stood there", () => {
    const selected = selectionOf("src/cart.ts", "/** The price", "\n}");
    const code = onlyCode(ask("doc", [selected]));
    assert.match(
      code,
      /^\/\*\*\n \* The price of everything[\s\S]* \*\/\nexport function subtotalCents/,
    );
    assert.equal(code.match(/\/\*\*/g)?.length, 1);
    const python = onlyCode(
      ask("doc", [selectionOf("reports/sales.py", "def average_cents", "// pieces")]),
    );
    assert.match(python, /-> int:\n {4}"""Return the average[\s\S]*times\.\n {4}"""\n {4}pieces/);
    const go = onlyCode(ask("doc", [selectionOf("worker/stats.go", "// Progress", "\n}")]));
    assert.match(go, /^\/\/ Progress returns[^\n]*counts as done\.\nfunc Progress/);
  });
  it("is not written twice", () => {
    const selected = selectionOf("src/cart.ts", "/** The price", "\n}");
    const documented = onlyCode(ask("doc", [selected]));
    const again = { ...selected, text: documented } as Reference;
    assert.deepEqual(codeBlocks(ask("doc", [again])), []);
  });
});

describe("tests", () => {
  for (const path of Object.keys(texts)) {
    it(`of ${path} come as a new file beside it`, () => {
      const selected = { ...selectionOf(path, "", texts[path]!), startLine: 1 } as Reference;
      const { changes, refusals } = changed(ask("tests", [selected]));
      assert.deepEqual(refusals, []);
      const [change, ...others] = changes;
      assert.deepEqual(others, []);
      assert.equal(change?.isNew, true);
      assert.match(change?.path ?? "", /test/);
      assert.equal(change?.path.split("/")[0], path.split("/")[0]);
      assert.ok((change?.after ?? "").length > 200);
    });
  }
});

describe("a block that is applied", () => {
  const apply = (quoted: string) => ask("applyBlock", [cart], `\`\`\`ts\n${quoted}\n\`\`\``);
  it("replaces the function of its name", () => {
    const text = texts["src/cart.ts"]!;
    const old = subtotal.kind === "selection" ? subtotal.text : "";
    const quoted =
      "export function subtotalCents(items: readonly Item[]): number {\n  return 1;\n}";
    checkOnlyChange(
      apply(quoted),
      "src/cart.ts",
      text.replace(old, () => quoted),
    );
  });
  it("goes to the end when it is new", () => {
    const quoted =
      "export function count(items: readonly Item[]): number {\n  return items.length;\n}";
    const { changes } = changed(apply(quoted));
    assert.ok(changes[0]?.after.trimEnd().endsWith(`}\n\n${quoted}`));
  });
  it("changes nothing when it is there", () =>
    assert.deepEqual(readEditBlocks(apply("  let sum = 0;")).blocks, []));
});

describe("a repair", () => {
  it("gives the block again with the lines of the file", () => {
    const path = "src/cart.ts";
    const wrong = `\`\`\`ts\n${path}\n<<<<<<< SEARCH\n    for (const index in items) {\n      const item = items[index];\n      sum += item.unitPriceCents * item.quantity;\n=======\n  for (const item of items) {\n    sum += item.unitPriceCents * item.quantity;\n>>>>>>> REPLACE\n\`\`\``;
    const { refusals } = changed(wrong);
    assert.equal(refusals.length, 1);
    const question = repairQuestion(refusals, [{ path, text: texts[path]! }]);
    const past = [
      { turn: { prompt: "chat", question: "Fix it", references: [] }, answer: wrong },
    ] as const;
    const { changes, refusals: left } = changed(ask("repair", [cart], question, past));
    assert.deepEqual(left, []);
    assert.match(changes[0]?.after ?? "", /for \(const item of items\) \{\n {4}sum \+=/);
  });
  it("says when it finds nothing like it", () =>
    assert.match(ask("repair", [fileOf("main.rs", "fn main() {}\n")], "Again."), /nothing like/));
});

describe("a commit message", () => {
  const changes = (diff: string): Reference => ({
    kind: "changes",
    scope: "staged",
    diff,
    files: [],
  });
  const diffOf = (path: string, lines: string, head = "") =>
    `diff --git a/${path} b/${path}\n${head}--- a/${path}\n+++ b/${path}\n@@ -1 +1 @@\n${lines}\n`;
  const check = (diff: string, subject: string) => {
    const lines = onlyCode(ask("commit", [changes(diff)])).split("\n");
    assert.equal(lines[0], subject);
    assert.ok(
      lines.every((line) => line.length <= 72),
      lines.join("\n"),
    );
    assert.equal(lines[1], "");
    return lines.slice(2).join("\n");
  };
  it("counts files and lines", () => {
    const body = check(
      diffOf("a/x.ts", "-1\n+2\n+3") + diffOf("b.ts", "-1"),
      "chore: update x.ts and 1 more file",
    );
    assert.equal(body, "- a/x.ts: +2 -1\n- b.ts: +0 -1");
  });
  it("knows new and deleted files", () => {
    check(diffOf("x.ts", "+1", "new file mode 100644\n"), "feat: add x.ts");
    check(diffOf("x.ts", "-1", "deleted file mode 100644\n"), "chore: remove x.ts");
  });
  it("is short when a name is long", () =>
    void check(diffOf(`${"x".repeat(90)}.ts`, "+1"), "chore: update a file"));
  it("knows the sample's defects", () => {
    const body = check(
      diffOf(
        "src/cart.ts",
        "-  for (let index = 0; index < items.length - 1; index += 1) {\n+  for (let index = 0; index < items.length; index += 1) {",
      ),
      "fix(cart): correct subtotalCents",
    );
    assert.match(body, /one item too early/);
  });
});

describe("an explanation of what went wrong", () => {
  it("quotes the problem and knows the code", () => {
    const problem = {
      severity: "error",
      message: "Object is possibly undefined.",
      source: "ts",
      line: 21,
    } as const;
    const problems: Reference = { kind: "problems", path: "src/cart.ts", problems: [problem] };
    const text = ask("explainProblem", [subtotal, problems]);
    assert.match(text, /`src\/cart\.ts:21`: Object is possibly undefined\./);
    assert.match(text, /the loop ends one item too early/);
    assert.match(ask("explainProblem", [problems]), /simulated endpoint/);
  });
  it("quotes the line that matters of a failed command", () => {
    const terminal: Reference = {
      kind: "terminal",
      origin: "command",
      command: "npm test",
      exitCode: 1,
      output:
        "> run\n\u001b[31mAssertionError: subtotalCents\u001b[0m failed: 0 !== 1\nmore errors",
    };
    const text = ask("explainFailure", [terminal]);
    assert.match(text, /^`npm test` ended with exit code 1\./);
    assert.match(text, /```\nAssertionError: subtotalCents failed: 0 !== 1\n```/);
    assert.match(text, /the loop ends one item too early/);
  });
  it("of an image says that it sees none", () => {
    const image: Reference = {
      kind: "image",
      name: "a.png",
      mediaType: "image/png",
      base64: "AA==",
    };
    assert.match(
      ask("chat", [image], "What is this?"),
      /^You attached an image\..*simulated endpoint/s,
    );
  });
});

describe("every edit of the sample files", () => {
  it("finds its lines in the only place, whatever is mended", () => {
    for (const [path, text] of Object.entries(texts)) {
      for (const defect of defects.filter((each) => isPresent(each, text))) {
        checkOnlyChange(
          ask("chat", [fileOf(path, text)], `fix ${defect.name}`),
          path,
          mend(text, [defect]).code,
        );
      }
    }
  });
});
