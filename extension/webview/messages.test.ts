import assert from "node:assert/strict";
import { cardActionIds, codeBlockActions, type Intent, parseIntent } from "./messages.ts";

/** One complete intent of each type, so that none can be forgotten. */
const complete: { [Type in Intent["type"]]: Required<Extract<Intent, { type: Type }>> } = {
  ready: { type: "ready" },
  submit: { type: "submit", text: "why?", editOf: "t" },
  stop: { type: "stop", turnId: "t" },
  regenerate: { type: "regenerate", turnId: "t", withOtherModel: true },
  loadOlder: { type: "loadOlder", beforeTurnId: "t" },
  removeChip: { type: "removeChip", chipId: "c" },
  findMentions: { type: "findMentions", ask: 3, query: "file:cart" },
  attachMention: { type: "attachMention", mentionId: "m" },
  attachImage: { type: "attachImage", name: "a.png", mediaType: "image/png", base64: "AAAA" },
  draft: { type: "draft", text: "" },
  copy: { type: "copy", text: "x" },
  codeBlock: { type: "codeBlock", action: "insert", turnId: "t", info: "ts", code: "x" },
  openLink: { type: "openLink", href: "src/a.ts:1" },
  card: { type: "card", turnId: "t", action: "showDiff", path: "src/a.ts" },
  newChat: { type: "newChat" },
  findChats: { type: "findChats", ask: 1, query: "" },
  openChat: { type: "openChat", chatId: "c" },
  renameChat: { type: "renameChat", chatId: "c", title: "Totals" },
  deleteChat: { type: "deleteChat", chatId: "c" },
  exportChat: { type: "exportChat", chatId: "c" },
};
const optional: Readonly<Record<string, readonly string[]>> = {
  submit: ["editOf"],
  card: ["turnId", "path"],
};
/** Nothing of this is a text, a whole number, a truth or a name of the contract. */
const wrong = [null, 1.5, Number.NaN, [], {}, ["x"]];

/** What a person pasted is answered in words, however long it is. */
const isTyped = (type: string, name: string) =>
  name === "text" && (type === "submit" || type === "draft");

function check(message: unknown, expected: unknown) {
  assert.deepEqual(parseIntent(message), expected, JSON.stringify(message)?.slice(0, 200));
}

describe("parseIntent", () => {
  for (const intent of Object.values(complete)) {
    const fields = Object.keys(intent).filter((name) => name !== "type");

    it(`reads ${intent.type} and drops what does not belong to it`, () => {
      check({ ...intent, extra: 1, constructor: "x" }, intent);
    });

    it(`refuses ${intent.type} with a field that is wrong or missing`, () => {
      for (const name of fields) {
        for (const value of wrong) check({ ...intent, [name]: value }, undefined);
        const { [name]: _, ...without } = intent as Record<string, unknown>;
        const isOptional = optional[intent.type]?.includes(name) === true;
        check(without, isOptional ? without : undefined);
      }
    });

    it(`refuses ${intent.type} with a text of more than a million characters`, () => {
      for (const name of fields) {
        if (typeof (intent as Record<string, unknown>)[name] !== "string" || name === "base64")
          continue;
        if (isTyped(intent.type, name)) continue;
        check({ ...intent, [name]: "x".repeat(1_000_001) }, undefined);
      }
    });
  }

  it("knows every button of cards and code blocks, and no other", () => {
    for (const action of cardActionIds) check({ type: "card", action }, { type: "card", action });
    for (const action of codeBlockActions) {
      check({ ...complete.codeBlock, action }, { ...complete.codeBlock, action });
    }
    for (const action of ["rm", "", "toString"]) {
      check({ type: "card", action }, undefined);
      check({ ...complete.codeBlock, action }, undefined);
    }
  });

  it("takes what was typed where no window could hold it", () => {
    for (const type of ["submit", "draft"]) {
      const text = "x".repeat(10_000_000);
      check({ type, text }, { type, text });
      check({ type, text: `${text}x` }, undefined);
    }
  });

  it("takes an image of 5 MB and none that is larger", () => {
    const ofLength = (length: number) => ({
      ...complete.attachImage,
      base64: "A".repeat(length),
    });
    check(ofLength(6_990_508), ofLength(6_990_508));
    check(ofLength(7_000_001), undefined);
  });

  it("refuses what is no intent at all", () => {
    for (const message of [
      undefined,
      null,
      "ready",
      7,
      [],
      {},
      { type: 1 },
      { type: "constructor" },
      { type: "toString" },
      { type: "replay" },
    ]) {
      check(message, undefined);
    }
  });
});
