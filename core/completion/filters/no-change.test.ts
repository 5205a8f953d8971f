import assert from "node:assert/strict";
import { placeAt } from "../cursor-marks.ts";
import type { Draft } from "./filter.ts";
import { dropNoChange } from "./no-change.ts";

function check(document: string, draft: Draft, expected: Draft["text"]) {
  assert.equal(dropNoChange(draft, placeAt(document)).text, expected);
}

describe("dropNoChange", () => {
  it("keeps what is new", () => check("f(║)", { text: "a)", replacesAfter: 1 }, "a)"));
  it("keeps what comes on top", () => check("f(║)", { text: ")", replacesAfter: 0 }, ")"));
  it("drops what is there", () => check("f(a║);", { text: ");", replacesAfter: 2 }, ""));
});
