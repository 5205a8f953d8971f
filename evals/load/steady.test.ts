import assert from "node:assert/strict";
import { every, sampleOf, type Written } from "./sample-of.ts";
import { steadyOf } from "./steady.ts";

/** @param expected tokens a second and seconds; undefined when nothing is steady */
function check(what: string, samples: Written[], streams: number, expected?: [number, number]) {
  it(what, () => {
    const steady = steadyOf(samples.map(sampleOf), streams);
    const rounded =
      steady && [steady.tokensPerSecond, steady.seconds].map((value) => Number(value.toFixed(6)));
    assert.deepEqual(rounded, expected);
  });
}

describe("steadyOf", () => {
  // One token each 10 ms is 100 tokens/s, and its 20 intervals of 10 ms are 0.2 s.
  check("one stream", [{ deltas: every(10, 1000, 21) }], 1, [100, 0.2]);
  check(
    "several requests of one stream leave out what is between them",
    [{ deltas: every(10, 1000, 21) }, { sentAt: 1300, deltas: every(10, 5000, 21) }],
    1,
    [100, 0.4],
  );
  // From 50, the last first token, to 200, the first last token: 15 tokens of each of the two.
  check(
    "a wave counts from its last first token to its first last token",
    [{ deltas: every(10, 0, 21) }, { deltas: every(10, 50, 26) }],
    2,
    [200, 0.15],
  );
  // Both of [100, 200] and [300, 400], where 10 tokens of each came, though three requests take part.
  check(
    "two waves that overlap",
    [{ deltas: every(10, 0, 41) }, { deltas: every(10, 100, 11) }, { deltas: every(10, 300, 21) }],
    2,
    [200, 0.2],
  );
  // The first token comes alone, and each of the 20 chunks after it brings two.
  check(
    "chunks of several tokens",
    [{ deltas: every(10, 0, 21), completionTokens: 41 }],
    1,
    [200, 0.2],
  );
  // From 95 to 200, with a chunk of ten tokens each 100 ms: one came at 100, but half of the time belongs to the next ones.
  check(
    "a chunk counts by the share of its time",
    [
      { deltas: every(100, 0, 5), completionTokens: 41 },
      { deltas: every(100, 95, 5), completionTokens: 41 },
      { deltas: [0, 200], completionTokens: 21 },
    ],
    3,
    [300, 0.105],
  );
  // Every step of 10 ms writes to the first stream 1 ms before the second.
  check(
    "streams that one step serves after each other",
    [{ deltas: every(10, 0, 21) }, { deltas: every(10, 1, 21) }],
    2,
    [200, 0.199],
  );
  check(
    "answers of different lengths",
    [{ deltas: every(10, 0, 61) }, { deltas: every(5, 0, 41) }, { deltas: every(20, 30, 25) }],
    3,
    [350, 0.17],
  );
  check(
    "events that came in one piece",
    [{ deltas: [0, ...every(10, 10, 20).flatMap((at) => [at, at])] }],
    1,
    [200, 0.2],
  );
  check(
    "a stream that broke counts like the others while it ran",
    [
      { deltas: every(10, 0, 31) },
      { deltas: every(10, 0, 21), completionTokens: undefined, error: "stream_cut" },
    ],
    2,
    [200, 0.2],
  );
  check(
    "streams that never all ran",
    [{ deltas: every(10, 0, 21) }, { deltas: every(10, 900, 21) }],
    2,
  );
  check("too short a time for a rate", [{ deltas: every(10, 0, 8) }], 1);
  check("an answer of one token", [{ deltas: [10] }], 1);
  check("no usage", [{ deltas: every(10, 0, 21), completionTokens: undefined }], 1);
  check("nothing", [], 1);
});
