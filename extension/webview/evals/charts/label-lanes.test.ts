import assert from "node:assert/strict";
import { type LineLabel, type PlacedLabel, placeInLanes } from "./label-lanes.ts";

const span = { from: 0, to: 400 };
const line = (x: number, width = 100): LineLabel => ({ x, width });

/** Lane and left edge of each label; `over` where it lies across its line. */
function check(name: string, labels: LineLabel[], expected: string[]) {
  it(name, () => assert.deepEqual(placeInLanes(labels, span).map(text), expected));
}

function text({ lane, from, isOver }: PlacedLabel): string {
  return `${lane}: ${from}${isOver ? " over" : ""}`;
}

describe("labels of lines", () => {
  check("nothing", [], []);
  check("to the right of its line", [line(50)], ["0: 54"]);
  check("to the left where the right is too narrow", [line(350)], ["0: 246"]);
  check("across its line where both are too narrow", [line(200, 390)], ["0: 5 over"]);
  check("wider than everything begins at the left end", [line(380, 900)], ["0: 0 over"]);
  check("side by side when there is room", [line(50), line(200)], ["0: 54", "0: 204"]);
  check("away from each other", [line(150), line(180)], ["0: 46", "0: 184"]);
  check("above each other when there is no room", [line(20), line(40)], ["1: 24", "0: 44"]);
  check("the order of the lines does not matter", [line(40), line(20)], ["0: 44", "1: 24"]);
  check("two at the same place", [line(200), line(200)], ["0: 96", "0: 204"].toReversed());

  check(
    "two that are close at the right end",
    [line(330, 62), line(376, 62)],
    ["0: 264", "0: 338 over"],
  );

  it("meet no other text and no other line, or say so", () => {
    for (let seed = 1; seed < 300; seed++) {
      const labels = Array.from({ length: 2 + (seed % 6) }, (_, index) =>
        line((seed * 37 + index * index * 53) % 400, 20 + ((seed * 13 + index * 29) % 150)),
      );
      const placed = placeInLanes(labels, span).map((place, index) => ({
        ...place,
        ...(labels[index] as LineLabel), // As many are placed as there are labels.
      }));
      for (const one of placed) {
        assert.ok(one.from >= 0 && one.from + one.width <= span.to, JSON.stringify(one));
        for (const other of placed) {
          if (one === other || !one.isClear || !other.isClear) continue;
          assert.ok(!overlap(one, other), `${seed}: ${JSON.stringify([one, other])}`);
          assert.ok(!crosses(one, other), `${seed}: ${JSON.stringify([one, other])}`);
        }
      }
    }
  });
});

type Placed = PlacedLabel & LineLabel;

function overlap(one: Placed, other: Placed): boolean {
  const areBeside = one.from + one.width <= other.from || other.from + other.width <= one.from;
  return one.lane === other.lane && !areBeside;
}

function crosses(rule: Placed, label: Placed): boolean {
  const reaches = rule.isOver ? rule.lane > label.lane : rule.lane >= label.lane;
  return reaches && rule.x > label.from && rule.x < label.from + label.width;
}
