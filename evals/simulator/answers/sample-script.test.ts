import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { TurnTask } from "../../../core/chat/prompt.ts";
import type { Reference } from "../../../core/chat/reference.ts";
import { renderTurn } from "../../../core/chat/turn.ts";
import { codeBlocks } from "../../../core/edit/code-blocks.ts";
import { proposeReplacement } from "../../../core/edit/proposal.ts";
import { snapshotLines } from "../../../core/edit/snapshot.ts";
import { defects, functionsIn, isPresent, linesBefore, mend } from "./sample-defects.ts";
import { sampleScript } from "./sample-script.ts";

const workspace = new URL("../../../extension/test/workspaces/sample/", import.meta.url);
const files = [
  { path: "src/cart.ts", languageId: "typescript" },
  { path: "reports/sales.py", languageId: "python" },
  { path: "worker/stats.go", languageId: "go" },
].map((file) => ({ ...file, text: readFileSync(new URL(file.path, workspace), "utf8") }));
type SampleFile = (typeof files)[number];

function ask(
  prompt: TurnTask,
  question: string,
  references: Reference[] = [],
  header?: string,
): string {
  const budget = { contextWindow: 65_536, maxAnswerTokens: 4096 };
  const { messages } = renderTurn({ prompt, question, references }, [], budget);
  const userTexts = messages.filter(({ role }) => role === "user").map(({ content }) => content);
  return sampleScript.chat({ task: header, userTexts, assistantTurns: 0 }).text;
}

function select(file: SampleFile, startLine: number, endLine: number): Reference {
  const text = file.text
    .split("\n")
    .slice(startLine - 1, endLine)
    .join("\n");
  const { path, languageId } = file;
  return { kind: "selection", path, languageId, startLine, endLine, text };
}

function lineOf(file: SampleFile, text: string): number {
  return file.text.slice(0, file.text.indexOf(text)).split("\n").length;
}

/** The lines of the function that holds this defect, from its signature to its last line. */
function functionLines(file: SampleFile, name: string): [number, number] {
  const lines = file.text.split("\n");
  const from = lines.findIndex((line) =>
    new RegExp(`(function|def|func .*\\)) ${name}\\(|func ${name}\\(`).test(line),
  );
  const rest = lines.slice(from + 1).findIndex((line) => /^(\}|\S)/.test(line) || line === "");
  return [from + 1, from + 1 + (rest < 0 ? lines.length - from : rest + 1)];
}

describe("the sample workspace", () => {
  it("holds nine planted defects, three a file, each of them whole", () => {
    for (const file of files) {
      const own = defects.filter(({ path }) => path === file.path);
      assert.equal(own.length, 3);
      for (const defect of own) assert.ok(isPresent(defect, file.text), defect.name);
    }
  });

  it("is recognised by marks that stand in one function only", () => {
    for (const { name, path, marks, right } of defects) {
      const file = files.find((each) => each.path === path)!;
      for (const mark of marks) {
        const isThere = file.text.includes(mark) || right.includes(mark);
        assert.ok(isThere, `${name}: ${mark}`);
        assert.ok(file.text.split(mark).length <= 2, `${name}: ${mark} stands there twice`);
      }
    }
  });
});

describe("an explanation", () => {
  for (const defect of defects) {
    const file = files.find(({ path }) => path === defect.path)!;
    it(`of ${defect.name} is about it and names the line of its defect`, () => {
      const [from, to] = functionLines(file, defect.name);
      const text = ask("explain", "", [select(file, from, to)], "explain");
      assert.match(text, new RegExp(`^\`${defect.name}\` `));
      assert.ok(text.includes(`\`${defect.path}:${lineOf(file, defect.wrong)}\``), text);
    });

    it(`of ${defect.name} does not speak of the defect once it is fixed`, () => {
      const fixed = { ...file, text: mend(file.text).code };
      const [from, to] = functionLines(fixed, defect.name);
      const text = ask("explain", "", [select(fixed, from, to)], "explain");
      assert.match(text, new RegExp(`^\`${defect.name}\` `));
      assert.doesNotMatch(text, /defect/);
    });
  }

  it("of a whole file gives an overview and all its defects", () => {
    for (const file of files) {
      const text = ask("explain", "", [select(file, 1, file.text.split("\n").length)], "explain");
      assert.match(text, new RegExp(`^\`${file.path}\``));
      assert.match(text, /3 defects/);
    }
  });

  it("closes every code block it opens", () => {
    const reference = (file: SampleFile) => select(file, 1, file.text.split("\n").length);
    for (const file of files) {
      for (const question of ["Explain this", "Which test would have caught this?"]) {
        const blocks = codeBlocks(ask("chat", question, [reference(file)]));
        assert.ok(blocks.every(({ isClosed }) => isClosed));
      }
    }
  });
});

describe("a review", () => {
  it("lists the findings most severe first, in the prompt's form", () => {
    for (const file of files) {
      const text = ask("review", "", [select(file, 1, file.text.split("\n").length)], "review");
      const severities = [...text.matchAll(/^- \*\*(\w+)\*\* `[^`]+:\d+`: /gm)].map(
        (match) => match[1],
      );
      assert.equal(severities.length, 3);
      const order = ["critical", "major", "minor"];
      assert.deepEqual(
        severities,
        severities.toSorted((a, b) => order.indexOf(a!) - order.indexOf(b!)),
      );
    }
  });

  it("finds nothing in code that was fixed", () => {
    for (const file of files) {
      const fixed = { ...file, text: mend(file.text).code };
      const text = ask("review", "", [select(fixed, 1, fixed.text.split("\n").length)], "review");
      assert.match(text, /^I found nothing/);
    }
  });
});

describe("a fix", () => {
  it("applies to any range of lines that holds a defect", () => {
    for (const file of files) {
      const lines = file.text.split("\n");
      for (let from = 1; from <= lines.length; from += 1) {
        const ends = Array.from({ length: 10 }, (_, more) => from + more);
        for (const to of [...ends, lines.length].filter((end) => end <= lines.length)) {
          const reference = select(file, from, to);
          assert.ok(reference.kind === "selection");
          if (!defects.some((defect) => isPresent(defect, reference.text))) continue;
          const answer = ask("fix", "", [reference], "fix");
          const startOffset = lines.slice(0, from - 1).join("\n").length + (from > 1 ? 1 : 0);
          const endOffset = startOffset + reference.text.length;
          const snapshot = snapshotLines(file.text, startOffset, endOffset);
          const proposal = proposeReplacement(snapshot, answer, "stop");
          assert.ok(!proposal.isRefused, `${file.path}:${from}-${to} ${JSON.stringify(proposal)}`);
          assert.ok(mend(proposal.text).mended.length < 3);
        }
      }
    }
  });

  it("of a whole file mends all three defects and changes nothing else", () => {
    for (const file of files) {
      const answer = ask("fix", "", [select(file, 1, file.text.split("\n").length)], "fix");
      assert.equal(codeBlocks(answer)[0]?.code, mend(file.text).code);
      assert.equal(mend(mend(file.text).code).mended.length, 0);
    }
  });

  it("works on Windows line endings", () => {
    const file = files[0]!;
    const windows = { ...file, text: file.text.replaceAll("\n", "\r\n") };
    const [from, to] = functionLines(file, "subtotalCents");
    const answer = ask("fix", "", [select(windows, from, to)], "fix");
    assert.match(codeBlocks(answer)[0]?.code ?? "", /index < items\.length;/);
  });

  it("proposes nothing where nothing is wrong", () => {
    const file = { ...files[0]!, text: mend(files[0]!.text).code };
    const answer = ask("fix", "", [select(file, 1, file.text.split("\n").length)], "fix");
    assert.deepEqual(codeBlocks(answer), []);
  });
});

describe("an answer", () => {
  const cart = files[0]!;

  it("is the task's even when a gateway dropped the header", () => {
    const [from, to] = functionLines(cart, "totalCents");
    assert.match(ask("review", "", [select(cart, from, to)]), /^- \*\*critical\*\*/);
    assert.equal(codeBlocks(ask("fix", "", [select(cart, from, to)])).length, 1);
  });

  it("to a question about the selection follows its words", () => {
    const [from, to] = functionLines(cart, "totalCents");
    const reference = select(cart, from, to);
    assert.match(
      ask("chat", "Is anything wrong here?", [reference], "chat"),
      /^- \*\*critical\*\*/,
    );
    assert.match(
      ask("chat", "Which test would have caught this?", [reference], "chat"),
      /assert\.equal/,
    );
    assert.match(ask("chat", "What does this do?", [reference], "chat"), /^`totalCents` says/);
  });

  it("to a question without a selection goes by the function or file it names", () => {
    assert.match(ask("chat", "what does average_cents do?"), /^`average_cents` gives/);
    assert.match(ask("chat", "what is stats.go for?"), /^`worker\/stats.go` holds/);
    assert.match(ask("chat", "What can I try in this workspace?"), /sample workspace/);
  });

  it("to a follow-up goes by the selection of the turn before", () => {
    const [from, to] = functionLines(cart, "totalCents");
    const first = {
      prompt: "explain" as const,
      question: "",
      references: [select(cart, from, to)],
    };
    const turn = { prompt: "chat" as const, question: "Is there a bug?", references: [] };
    const past = [{ turn: first, answer: "…" }];
    const { messages } = renderTurn(turn, past, { contextWindow: 65_536, maxAnswerTokens: 100 });
    const userTexts = messages.filter(({ role }) => role === "user").map(({ content }) => content);
    assert.match(
      sampleScript.chat({ task: "chat", userTexts, assistantTurns: 0 }).text,
      /^- \*\*critical\*\*/,
    );
  });

  it("to anything else says that it is simulated", () => {
    const foreign = { ...cart, path: "main.rs", languageId: "rust", text: "fn main() {}\n" };
    for (const text of [ask("chat", "hi"), ask("fix", "", [select(foreign, 1, 1)], "fix")]) {
      assert.match(text, /simulated endpoint/);
      assert.deepEqual(codeBlocks(text), []);
    }
  });

  it("can be long: 14 code blocks in about 32 kB", () => {
    const text = ask("chat", "simulator: long answer");
    assert.ok(text.length > 30_000 && text.length < 35_000, `${text.length}`);
    assert.equal(codeBlocks(text).length, 14);
    assert.equal(ask("chat", "simulator: long answer"), text);
  });

  it("counts the lines before a defect", () => {
    const defect = defects.find(({ name }) => name === "Record")!;
    assert.equal(linesBefore(defect, "a\nb\n\ts.counts[job]++"), 2);
    assert.deepEqual(functionsIn("nothing of ours"), []);
  });
});
