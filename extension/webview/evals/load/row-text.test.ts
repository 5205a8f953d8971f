import assert from "node:assert/strict";
import type { LoadRow } from "../../../../core/protocol/load-test.ts";
import { sampleLoadRow } from "../../test/sample-load.ts";
import {
  besideText,
  cautionsOf,
  chunkText,
  errorText,
  gapText,
  hitText,
  percentileText,
  rateText,
  rowLabel,
} from "./row-text.ts";

const shape = { isl: 512, osl: 1024, concurrency: 128 };
const row = (more: Partial<LoadRow> = {}) => sampleLoadRow(shape, "h100x4", more);

function check(what: string, written: unknown, expected: unknown) {
  it(what, () => assert.deepEqual(written, expected));
}

describe("a row of a load test", () => {
  check("closed loop", rowLabel(row()), "512/1024 × 128");
  check(
    "open loop",
    rowLabel(row({ load: { kind: "open", requestsPerSecond: 2.5, peakConcurrency: 9 } })),
    "512/1024 at 2.5/s",
  );

  check("no errors", errorText({}), { sum: "0", codes: [] });
  check("errors by code", errorText({ timeout: 1200, stalled: 1, refused: 0 }), {
    sum: "1,201",
    codes: ["timeout 1,200", "stalled 1"],
  });

  const few = { n: 3, p50: 1_608.4 };
  check("a percentile", percentileText({ n: 20, p50: 1, p95: 12_345 }, "p95"), "12.3 s");
  check("a percentile of too few", percentileText(few, "p95"), "–");
  check("a percentile of none", percentileText(undefined, "p50"), "–");

  check("gaps with their own n", gapText({ n: 16_352, p50: 5.816, p95: 7 }, 32), {
    median: "5.8 ms",
    below: ["p95 7.0 ms", "n 16,352"],
  });
  check("gaps with the row's n", gapText(few, 3), { median: "1,608 ms", below: [] });
  check("no gaps", gapText(undefined, 3), { median: "–", below: [] });

  check("a token a chunk", chunkText(row({ tokensPerChunk: 1.0001 })), "");
  check("more", chunkText(row({ tokensPerChunk: 3.104 })), "3.10 tokens a chunk");
  const { tokensPerChunk: _, ...untold } = row();
  check("who knows", chunkText(untold), "tokens a chunk unknown");

  check("a rate", rateText(6_614.9), "6,614 tok/s");
  check("no rate", rateText(undefined), "–");
  check("hits", [hitText(0.983), hitText(0), hitText(undefined)], ["98 %", "0 %", "not told"]);

  const published = [
    { deployment: "h100x4", what: "ttftMs" as const, published: 1608, ratio: 1.006 },
    { deployment: "h100x8", what: "ttftMs" as const, published: 1328, ratio: 1.2 },
    { deployment: "h100x4", what: "outputTokensPerSecond" as const, published: 6615, ratio: 0.997 },
  ];
  const rates = { steadyTokensPerSecond: 6_595, outputTokensPerSecond: 5_400 };
  check("TTFT beside a published run", besideText({ published }, "h100x4", "ttftMs"), {
    ratio: "1.01×",
    of: "of 1,608 ms",
  });
  check(
    "steady throughput beside it",
    besideText({ ...rates, published }, "h100x4", "outputTokensPerSecond"),
    { ratio: "1.00×", of: "of 6,615 tok/s" },
  );
  check(
    "throughput by the wall clock beside it",
    besideText({ outputTokensPerSecond: 6_595, published }, "h100x4", "outputTokensPerSecond"),
    { ratio: "1.00×", of: "of 6,615 tok/s, by wall" },
  );
  check(
    "a figure that was not published",
    besideText({ published }, "h100x8", "outputTokensPerSecond"),
    undefined,
  );

  const proxy = { code: "proxy" as const, message: "A proxy stands between." };
  const late = { code: "errors" as const, message: "3 of 512 requests failed." };
  check(
    "cautions once, with their rows",
    cautionsOf([
      row({ cautions: [proxy, late] }),
      row({ isl: 128, cautions: [proxy] }),
      row({ cautions: [] }),
    ]),
    [
      { rows: ["512/1024 × 128", "128/1024 × 128"], word: "proxy", message: proxy.message },
      { rows: ["512/1024 × 128"], word: "errors", message: late.message },
    ],
  );
});
