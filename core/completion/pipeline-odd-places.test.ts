import assert from "node:assert/strict";
import { settled, stand } from "./pipeline-stand.ts";

const places: [string, string][] = [
  ["an empty document", "║"],
  ["a document of one character", "a║"],
  ["emoji", "const face = '😀║'\n"],
  ["the middle of a surrogate pair", "const face = '\ud83d║\ude00'\n"],
  ["Chinese text", "// 价格║\nlet 价格 = 1;\n"],
  ["tabs", "func f() {\n\t\t║\n}\n"],
  ["a line of 100,000 characters", `let a = "${"x".repeat(100_000)}" + ║\n`],
];

describe("the completion pipeline at odd places", () => {
  for (const [what, text] of places) {
    for (const answer of [
      "x",
      "",
      "\n\n",
      "😀\ud83d",
      "\r\n}\r\n",
      "<|fim_middle|>",
      "y ".repeat(300),
    ]) {
      it(`bears ${what} and the answer ${JSON.stringify(answer.slice(0, 16))}`, async () => {
        const bench = stand(text);
        const completion = bench.ask("invoked");
        await settled();
        bench.requests[0]?.write(answer);
        bench.requests[0]?.end();
        const shown = await completion;
        const { prefix, suffix } = bench.cursor();
        const after = prefix + (shown?.text ?? "") + suffix.slice(shown?.replacesAfter ?? 0);
        assert.equal(after.isWellFormed(), (prefix + suffix).isWellFormed());
        assert.ok(!/\r|<\|fim/.test(shown?.text ?? ""));
      });
    }
  }
});
