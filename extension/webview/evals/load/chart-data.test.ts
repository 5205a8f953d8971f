import assert from "node:assert/strict";
import type { LoadRow } from "../../../../core/protocol/load-test.ts";
import { doubtfulLoadTest, loadTest, published, sampleLoadRow } from "../../test/sample-load.ts";
import {
  basisOf,
  drawable,
  gapTitle,
  notDrawnText,
  paretoPoints,
  publishedThroughput,
  throughputSeries,
  ttftLines,
  ttftSeries,
} from "./chart-data.ts";

const row = (concurrency: number, more: Partial<LoadRow> = {}) =>
  sampleLoadRow({ isl: 128, osl: 512, concurrency }, "h100x4", more);
const untimed = (): LoadRow => {
  const { steadyTokensPerSecond: _, ...rest } = row(8);
  return rest;
};

function check(what: string, got: () => unknown, expected: unknown) {
  it(what, () => assert.deepEqual(got(), expected));
}

describe("the charts of a load test", () => {
  check(
    "leave out rows that were spoiled, open loops, and rows without an answer",
    () =>
      drawable([
        row(128),
        row(32, { isSpoiled: true }),
        row(8, { load: { kind: "open", requestsPerSecond: 2, peakConcurrency: 4 } }),
        row(1, { n: 0 }),
        row(1),
      ]).map(({ load }) => load),
    [
      { kind: "closed", concurrency: 1 },
      { kind: "closed", concurrency: 128 },
    ],
  );
  check(
    "say which rows they leave out because they were spoiled",
    () => [
      notDrawnText([row(1), row(32, { isSpoiled: true }), row(128, { isSpoiled: true })]),
      notDrawnText([row(1)]),
    ],
    ["Not drawn, because they are not to be quoted: 128/512 × 32, 128/512 × 128.", ""],
  );
  check("have a series for each row with a histogram", () => ttftSeries(loadTest.rows).length, 16);
  check(
    "have none of rows without",
    () => ttftSeries(doubtfulLoadTest.rows).map(({ label }) => label),
    ["512/512 × 1", "512/512 × 1", "512/512 × 128", "128/512 × 128"],
  );
  check("know the line and the published marks", () => ttftLines(published), [
    { label: "inline completion needs", atMs: 200, kind: "limit" },
    { label: "published 4x H100 SXM, concurrency 1", atMs: 1608, kind: "published" },
    { label: "published 8x H100 SXM, concurrency 1", atMs: 1328, kind: "published" },
  ]);
  check(
    "do without the published run",
    () => [ttftLines(undefined), publishedThroughput(undefined)],
    [[], []],
  );
  check(
    "name gaps between chunks",
    () => [gapTitle([row(1)]), gapTitle([row(1), row(8, { tokensPerChunk: 2 })])],
    ["Inter-token latency (ITL)", "Inter-chunk latency (gaps between chunks)"],
  );
  check(
    "draw one line a shape, of steady figures",
    () =>
      throughputSeries(loadTest.rows, "steady").map(({ label, points }) => [
        label,
        points.map(({ concurrency, tokensPerSecond }) => [
          concurrency,
          Math.round(tokensPerSecond),
        ]),
      ]),
    ["128/512", "128/1024", "512/512", "512/1024"].map((label) => [
      label,
      [
        [1, 172],
        [8, 1219],
        [32, 3508],
        [128, 6613],
      ],
    ]),
  );
  check("never mix steady with wall-clock figures", () => {
    const mixed = [row(1), untimed()];
    return [
      basisOf(mixed),
      throughputSeries(mixed, basisOf(mixed))[0]?.points.map(({ concurrency }) => concurrency),
      basisOf([untimed()]),
      paretoPoints([untimed()], "wall-clock").length,
    ];
  }, ["steady", [1], "wall-clock", 1]);
  check("draw no point without interactivity", () => {
    const { interactivity: _, ...rest } = row(8);
    return paretoPoints([rest], "steady");
  }, []);
});
