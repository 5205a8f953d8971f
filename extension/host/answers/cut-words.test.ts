import assert from "node:assert/strict";
import { cutKinds, cutText } from "../../../core/chat/cut.ts";
import { cutWords } from "./cut-words.ts";

describe("cutWords", () => {
  for (const what of cutKinds) {
    it(`says of ${what} in English what core says`, () => {
      for (const count of [1, 2]) {
        for (const name of ["staged", "unstaged"]) {
          const cut = { what, count, name };
          assert.equal(cutWords(cut), cutText(cut));
        }
      }
    });
  }
});
