import assert from "node:assert/strict";
import { linePath, type Point, stepPath } from "./path.ts";

function check(of: (points: readonly Point[]) => string, points: Point[], expected: string) {
  it(`${of.name} ${JSON.stringify(points)}: ${expected}`, () => assert.equal(of(points), expected));
}

const three: Point[] = [
  [0, 10],
  [5.04, 2],
  [9, -0.26],
];

describe("paths", () => {
  check(linePath, [], "");
  check(linePath, three, "M0 10L5 2L9 -0.3");
  check(stepPath, [], "");
  check(stepPath, three, "M0 10V2H5V-0.3H9");
});
