import assert from "node:assert/strict";
import { type LabelledPoint, markerBox, placeBeside } from "./point-labels.ts";

const bounds = { left: 0, right: 200, top: 0, bottom: 100 };
const at = (x: number, y: number, width = 40): LabelledPoint => ({ x, y, width });

function check(name: string, points: LabelledPoint[], expected: (string | undefined)[]) {
  it(name, () => {
    const places = placeBeside(points, bounds, points.map(markerBox));
    assert.deepEqual(
      places.map((place) => place && `${place.x},${place.y}`),
      expected,
    );
  });
}

describe("labels of points", () => {
  check("nothing", [], []);
  check("above, to the right", [at(50, 50)], ["59,47"]);
  check("to the left at the right edge", [at(190, 50)], ["141,47"]);
  check("below at the top", [at(50, 5)], ["59,15"]);
  check("left out where it would leave the plot", [at(100, 50, 250)], [undefined]);
  check("not on another marker", [at(50, 50), at(80, 45)], ["1,47", "89,42"]);
  check(
    "left out when everything around is taken",
    [at(100, 50), ...[70, 100, 130].flatMap((x) => [20, 45, 60].map((y) => at(x, y, 500)))],
    [undefined, ...Array.from({ length: 9 }, () => undefined)],
  );
});
