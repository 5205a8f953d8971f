import assert from "node:assert/strict";
import type { StoreFlags } from "../store-options.ts";
import { announcement, farewell, firstKeyHint } from "./announcement.ts";

const gateway = {
  url: "http://127.0.0.1:4000/v1",
  origin: "http://127.0.0.1:4000",
  models: () => [],
};

describe("announcement", () => {
  for (const isOpen of [true, false]) {
    it(`says that nobody needs a key where that is ${isOpen}`, () => {
      const text = announcement(gateway, { place: { data: "/d" }, isJson: false, isOpen });
      assert.equal(text.includes("nobody needs a key"), isOpen);
    });
  }
});

describe("firstKeyHint", () => {
  const check = (flags: StoreFlags, end: string) =>
    it(JSON.stringify(flags), () => {
      assert.ok(firstKeyHint(flags).endsWith(`--role admin${end}\n`), firstKeyHint(flags));
    });
  check({}, "");
  check({ data: "/d" }, " --data /d");
  check({ database: "postgres://a:secret@h/d" }, " --database postgres://a:PASSWORD@h/d");
});

describe("farewell", () => {
  const check = (count: number, text: string) =>
    it(`to ${count}`, () => assert.equal(farewell(count), text));
  check(0, "");
  check(1, "finishing 1 request; Ctrl-C again ends it at once\n");
  check(3, "finishing 3 requests; Ctrl-C again ends them at once\n");
});
