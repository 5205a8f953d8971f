import assert from "node:assert/strict";
import { crossHatch, hatch } from "./hatch.ts";

const rect = { x: 10, y: 20, width: 8, height: 6 };

/** The ends of every line. */
function check(path: string, expected: string) {
  it(expected || "nothing", () => assert.equal(path, expected));
}

describe("hatching", () => {
  check(hatch(rect, 5), "M10 25L15 20M14 26L18 22");
  check(hatch({ ...rect, width: 0 }, 10), "");
  check(crossHatch(rect, 10), "M14 26L18 22M14 26L10 22");

  it("stays inside its rectangle", () => {
    for (const size of [3, 16, 90]) {
      const box = { x: 0, y: 0, width: size, height: 24 };
      const numbers = crossHatch(box, 7).match(/[\d.-]+/g) ?? [];
      numbers.map(Number).forEach((value, index) => {
        assert.ok(value >= 0 && value <= (index % 2 === 0 ? size : 24), `${value}`);
      });
    }
  });
});
