import assert from "node:assert/strict";
import { createEventDataReader } from "./event-data.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

describe("event data", () => {
  const check = (what: string, stream: string, expected: string[]) =>
    it(`${what}, wherever it is cut`, () => {
      const whole = bytes(stream);
      for (let cut = 0; cut <= whole.length; cut += 1) {
        const reader = createEventDataReader();
        const events = [
          ...reader.push(whole.subarray(0, cut)),
          ...reader.push(whole.subarray(cut)),
        ];
        assert.deepEqual(events, expected, `cut at ${cut}`);
      }
    });

  check("two events", "data: one\n\ndata: two\n\n", ["one", "two"]);
  check("characters of several bytes", "data: größer → 字\n\n", ["größer → 字"]);
  check("carriage returns", "data: one\r\n\r\ndata: two\r\n\r\n", ["one", "two"]);
  check("no space after the colon", "data:one\n\n", ["one"]);
  check("several lines of data", "data: one\ndata: two\n\n", ["one\ntwo"]);
  check("comments, names and ids", ": ping\n\nevent: x\nid: 7\ndata: one\n\n", ["one"]);
  check("an event without its end", "data: one\n\ndata: tw", ["one"]);
  check("blank lines", "\n\n\ndata: one\n\n\n", ["one"]);
});
