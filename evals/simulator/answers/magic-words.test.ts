import assert from "node:assert/strict";
import type { Reference } from "../../../core/chat/reference.ts";
import { renderTurn } from "../../../core/chat/turn.ts";
import { codeBlocks } from "../../../core/edit/code-blocks.ts";
import { readEditBlocks } from "../../../core/edit/edit-blocks.ts";
import { magicAnswer } from "./magic-words.ts";

const file: Reference = {
  kind: "file",
  origin: "mention",
  path: "src/a.ts",
  languageId: "typescript",
  text: "let a;\nlet b;\n",
};

function answerTo(question: string, references: Reference[] = [file]) {
  const budget = { contextWindow: 65_536, maxAnswerTokens: 100 };
  const { messages } = renderTurn({ prompt: "chat", question, references }, [], budget);
  return magicAnswer(messages.at(-1)?.content ?? "", () => "otherwise");
}

describe("magicAnswer", () => {
  it("leaves every other message alone", () => assert.equal(answerTo("Why?"), undefined));

  const block = "```ts\nsrc/a.ts\n<<<<<<< SEARCH\nlet a;\n=======\n<think>\n>>>>>>> REPLACE\n```";
  it("says again what stands after the word, up to what was attached", () =>
    assert.deepEqual(answerTo(`Please\nsimulator: answer\n${block}`), {
      text: block,
      spellsMarks: true,
    }));
  it("says again what stands up to the end that is named, also in code", () => {
    const text = `// simulator: answer\n<think>\n\`\`\`\nhalf\n// simulator: end\nlet a;`;
    assert.equal(answerTo("Go", [{ ...file, text }])?.text, "<think>\n```\nhalf\n");
  });
  it("thinks, beside the answer and aloud", () => {
    const { text, reasoning } = answerTo("simulator: think") ?? { text: "" };
    assert.deepEqual([text, reasoning !== undefined], ["otherwise", true]);
    assert.match(
      answerTo("simulator: think aloud")?.text ?? "",
      /^<think>\n.*\n<\/think>\n\notherwise$/s,
    );
    assert.match(answerTo("simulator: think on")?.text ?? "", /^<think>(?!.*<\/think>)/s);
  });
  it("answers with words alone", () =>
    assert.deepEqual(codeBlocks(answerTo("simulator: prose")?.text ?? "```"), []));
  it("breaks off in a block", () => {
    const { blocks, refusals } = readEditBlocks(answerTo("simulator: half a block")?.text ?? "");
    assert.deepEqual([blocks, refusals.map(({ code }) => code)], [[], ["unclosed"]]);
  });
  it("edits the file that is named, whatever it is", () => {
    const [own] = readEditBlocks(answerTo("simulator: edit src/a.ts")?.text ?? "").blocks;
    assert.deepEqual([own?.path, own?.search], ["src/a.ts", "let a;\n"]);
    const [other] = readEditBlocks(answerTo("simulator: edit lib/new.ts")?.text ?? "").blocks;
    assert.deepEqual([other?.path, other?.search], ["lib/new.ts", ""]);
    const outside = readEditBlocks(answerTo("simulator: edit ../out.ts")?.text ?? "");
    assert.deepEqual(
      outside.refusals.map(({ code }) => code),
      ["outside"],
    );
  });
});
