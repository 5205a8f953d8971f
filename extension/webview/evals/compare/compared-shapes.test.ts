import assert from "node:assert/strict";
import type { LoadRow, LoadTest } from "../../../../core/protocol/load-test.ts";
import { comparedShapes, noScalingText } from "./compared-shapes.ts";
import { loadsView } from "./sample-loads.ts";

const { current, baseline } = loadsView;
const altered = (test: LoadTest, change: (row: LoadRow) => LoadRow) => ({
  ...test,
  rows: test.rows.map(change),
});

function check(what: string, got: () => unknown, expected: unknown) {
  it(what, () => assert.deepEqual(got(), expected));
}

describe("two compared load tests", () => {
  check(
    "are drawn by their common lengths, without rows that are for latency",
    () =>
      comparedShapes(loadsView).map(({ shape, basis, series }) => [
        shape,
        basis,
        series.map(({ label, points }) => [label, points.length]),
      ]),
    [
      [
        "512/512",
        "steady",
        [
          ["A, the baseline: 4 × H100 SXM", 4],
          ["B, this run: 8 × H100 SXM", 4],
        ],
      ],
    ],
  );
  check("never mix steady with wall-clock figures", () => {
    const without = ({ steadyTokensPerSecond: _, ...row }: LoadRow) => row;
    return comparedShapes({ ...loadsView, baseline: altered(baseline, without) }).map(
      ({ basis, series }) => [basis, series.length],
    );
  }, [["wall-clock", 2]]);
  check(
    "draw no warm rows, none that were spoiled, and no lengths of only one test",
    () => [
      comparedShapes({
        ...loadsView,
        current: altered(current, (row) => ({ ...row, cache: "warm" })),
      }),
      comparedShapes({
        ...loadsView,
        current: altered(current, (row) => ({ ...row, isSpoiled: true })),
      }),
      comparedShapes({
        ...loadsView,
        current: altered(current, (row) => ({ ...row, isl: 1024 })),
      }),
    ],
    [[], [], []],
  );
  check("stand beside the published run only where it has such rows", () => {
    const unpublished = (row: LoadRow) => ({ ...row, published: [] });
    const neither = {
      ...loadsView,
      current: altered(current, unpublished),
      baseline: altered(baseline, unpublished),
    };
    return [loadsView, neither].map((view) => comparedShapes(view)[0]?.isPublished);
  }, [true, false]);

  const on = (test: LoadTest, gpus: number | undefined): LoadTest => {
    const { hardware: _, ...run } = test.run;
    return { ...test, run: { ...run, ...(gpus === undefined ? {} : { hardware: { gpus } }) } };
  };
  const why = (a: number | undefined, b: number | undefined, load = loadsView.comparison.load) =>
    noScalingText({
      ...loadsView,
      baseline: on(baseline, a),
      current: on(current, b),
      comparison: { ...loadsView.comparison, load },
    }).split(": ")[1];
  check(
    "say why there is no scaling",
    () => [why(4, undefined), why(4, 4), why(4, 8, []), why(4, 8)],
    [
      "the hardware of both has to be declared.",
      "both declare 4.",
      "they have no row in common.",
      "they have no cold row with long answers in common.",
    ],
  );
});
