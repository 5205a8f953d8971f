import assert from "node:assert/strict";
import { parseIntent } from "./messages.ts";

describe("parseIntent", () => {
  it("reads each intent and drops what does not belong to it", () => {
    for (const intent of [
      { type: "ready" },
      { type: "submit", text: "why?" },
      { type: "stop", turnId: "t" },
      { type: "removeChip", chipId: "c" },
      { type: "draft", text: "" },
      { type: "copy", text: "x" },
      { type: "openLink", href: "src/a.ts:1" },
      { type: "card", action: "retry", turnId: "t" },
      { type: "card", action: "connectEndpoint" },
    ]) {
      assert.deepEqual(parseIntent({ ...intent, extra: 1 }), intent);
    }
  });

  it("refuses everything else", () => {
    for (const message of [
      undefined,
      null,
      "ready",
      {},
      { type: "constructor" },
      { type: "submit" },
      { type: "submit", text: 1 },
      { type: "submit", text: "x".repeat(1_000_001) },
      { type: "card", action: "rm" },
    ]) {
      assert.equal(parseIntent(message), undefined);
    }
  });
});
