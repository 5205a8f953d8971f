import assert from "node:assert/strict";
import { readableAnswer, readableQuery } from "./readable.ts";

const json = (value: unknown) => Buffer.from(JSON.stringify(value));
const events = (...values: unknown[]) =>
  Buffer.from(values.map((value) => `data: ${JSON.stringify(value)}\n\n`).join(""));
const delta = (value: object, index = 0) => ({ choices: [{ index, delta: value }] });

function check(read: (body: Buffer) => string, body: Buffer, lines: string[]) {
  assert.equal(read(body), lines.join("\n"));
}

describe("queries as a person reads them", () => {
  for (const [name, body, lines] of [
    [
      "messages below each other",
      json({
        model: "m",
        messages: [
          { role: "system", content: "s" },
          { role: "user", content: "a\nb" },
        ],
      }),
      ['{"model":"m"}', "[system]", "s", "[user]", "a\nb"],
    ],
    [
      "messages in pieces, and what is no text",
      json({
        messages: [{ role: "user", content: [{ type: "text", text: "t" }, { type: "image_url" }] }],
      }),
      ["[user]", 't\n{"type":"image_url"}'],
    ],
    [
      "calls of tools",
      json({ messages: [{ role: "assistant", content: null, tool_calls: [{ id: "c" }] }] }),
      ["[assistant]", '{"tool_calls":[{"id":"c"}]}'],
    ],
    ["a prompt", json({ model: "m", prompt: "p" }), ['{"model":"m"}', "p"]],
    ["an input", json({ input: ["a", "b"] }), ["a", "b"]],
    ["messages that are none", json({ messages: [1, null] }), ["1", "null"]],
    ["what is no JSON", Buffer.from("{bad"), ["{bad"]],
    ["what is no object", Buffer.from("[1]"), ["[1]"]],
  ] as const) {
    it(`show ${name}`, () => check(readableQuery, body, [...lines]));
  }
});

describe("answers as a person reads them", () => {
  const call = (index: number, name: string | undefined, args: string) => ({
    tool_calls: [{ index, function: { name, arguments: args } }],
  });
  for (const [name, body, lines] of [
    [
      "a stream as its text",
      events(delta({ content: "Hel" }), delta({ content: "lo" })),
      ["Hello"],
    ],
    [
      "a stream with its end, comments and an event that was cut off",
      Buffer.concat([
        Buffer.from(": ping\n\n"),
        events(delta({ content: "x" })),
        Buffer.from("data: [DONE]\n\ndata: {"),
      ]),
      ["x", "[event]", "{"],
    ],
    [
      "reasoning and calls",
      events(
        delta({ reasoning: "r" }),
        delta({ content: "t" }),
        delta(call(0, "f", "{")),
        delta(call(0, undefined, "}")),
      ),
      ["[reasoning]", "r", "[answer]", "t", "[call] f", "{}"],
    ],
    [
      "several choices apart",
      events(delta({ content: "a" }, 0), delta({ content: "b" }, 1)),
      ["[answer 0]", "a", "[answer 1]", "b"],
    ],
    [
      "errors in a stream",
      events(delta({ content: "a" }), { error: 1 }),
      ["a", "[event]", '{"error":1}'],
    ],
    ["an answer in one piece", json({ choices: [{ message: { content: "whole" } }] }), ["whole"]],
    ["a completion", json({ choices: [{ text: "rest" }] }), ["rest"]],
    ["what is no answer", json({ data: [1] }), ['{"data":[1]}']],
    ["what is no JSON", Buffer.from("busy"), ["busy"]],
    ["nothing", Buffer.alloc(0), [""]],
  ] as const) {
    it(`show ${name}`, () => check(readableAnswer, body, [...lines]));
  }
});
