import assert from "node:assert/strict";
import { fullMeter, roomyMeter } from "../test/sample-turns.ts";
import { meterSentence, meterWords } from "./meter.ts";

describe("the context meter", () => {
  it("says roughly how much is used", () => {
    assert.equal(meterWords(roomyMeter), "≈12k of 262k");
    assert.equal(
      meterSentence(roomyMeter),
      "About 12k of 262k tokens of the context window are used; 8.2k stay free for the answer.",
    );
  });

  it("says what would be left out", () => {
    assert.match(
      meterSentence(fullMeter),
      /To fit, this will be left out: 3 earlier turns, code around the selection\.$/,
    );
  });
});
