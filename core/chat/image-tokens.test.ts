import assert from "node:assert/strict";
import { imageTokens } from "./image-tokens.ts";

/** Heads of files that say 280 by 56 pixels: 10 by 2 squares. */
const heads = {
  png: "iVBORw0KGgoAAAANSUhEUgAAARgAAAA4CAIAAAAAAAAAAAAAAA==",
  gif: "R0lGODlhGAE4AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==",
  "lossy webp": "UklGRgAAAABXRUJQVlA4IAAAAAAAAAAAAAAYATgAAAAAAAAAAAAAAA==",
  "lossless webp": "UklGRgAAAABXRUJQVlA4TAAAAAAvF8ENAAAAAAAAAAAAAAA=",
  "extended webp": "UklGRgAAAABXRUJQVlA4WAAAAAAAAAAAFwEANwAAAAAAAAAAAAA=",
  jpeg: "/9j/4AAQAAAAAAAAAAAAAAAAAAD//8QABAAA/8IACwgAOAEYAAAAAAAAAAAAAAAA",
};

function check(base64: string, expected: number) {
  assert.equal(imageTokens(base64), expected);
}

describe("imageTokens", () => {
  for (const [format, base64] of Object.entries(heads)) {
    it(`reads the size of a ${format}`, () => check(base64, 22));
  }
  it("counts begun squares", () =>
    check(
      "iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAIAAAAlC+aJAAAAS0lEQVR42u3PMQ0AAAwDoPo33UrYvQQckD4XAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAYHLAMpT0sIcNbcEAAAAAElFTkSuQmCC",
      9 + 2,
    ));
  it("has a least and a most", () => {
    check("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAAAAAAAAAAAAAA==", 4 + 2);
    check("iVBORw0KGgoAAAANSUhEUgAA6mAAAOpgCAIAAAAAAAAAAAAAAA==", 16_384 + 2);
  });
  it("takes what it cannot read for a screenshot", () => {
    const screenshot = 69 * 39 + 2;
    for (const odd of [
      "",
      "AA==",
      "!".repeat(80),
      "A".repeat(80),
      "iVBORw0KGgoAAAANSUhEUgAAAAAAAAAACAIAAAAAAAAAAAAAAA==",
    ]) {
      check(odd, screenshot);
    }
    check(btoa(`\xff\xd8${"\xff".repeat(40)}`), screenshot);
  });
});
