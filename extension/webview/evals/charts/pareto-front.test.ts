import assert from "node:assert/strict";
import { paretoFront } from "./pareto-front.ts";

/** Points as `x,y`; the front in the same words. */
function check(points: string, expected: string) {
  it(`${points || "nothing"}: ${expected || "nothing"}`, () => {
    const list = points.split(" ").filter(Boolean);
    const front = paretoFront(
      list.map((point) => {
        const [x = 0, y = 0] = point.split(",").map(Number);
        return { x, y };
      }),
    );
    assert.equal(front.map((index) => list[index]).join(" "), expected);
  });
}

describe("the Pareto front", () => {
  check("", "");
  check("3,4", "3,4");
  check("1,5 2,4 3,3", "1,5 2,4 3,3");
  check("3,3 1,5 2,4", "1,5 2,4 3,3");
  check("1,1 2,2 3,3", "3,3");
  check("1,5 2,2 3,3", "1,5 3,3");
  // As good on one axis and worse on the other is beaten.
  check("1,5 1,4 2,5", "2,5");
  check("2,2 2,2 1,1", "2,2 2,2");
  check("0,0 0,0", "0,0 0,0");

  it("holds exactly what nothing beats", () => {
    const points = Array.from({ length: 400 }, (_, i) => ({ x: (i * 97) % 61, y: (i * 57) % 53 }));
    const front = new Set(paretoFront(points));
    points.forEach((point, index) => {
      const isBeaten = points.some(
        (other) =>
          other.x >= point.x && other.y >= point.y && (other.x > point.x || other.y > point.y),
      );
      assert.equal(front.has(index), !isBeaten);
    });
  });
});
