import assert from "node:assert/strict";
import { edgeMs, logDomain, logTicks, spaced, tickMs, tokensShort } from "./ticks.ts";

function check<I>(of: (input: I) => unknown, input: I, expected: unknown) {
  it(`${JSON.stringify(input)}: ${JSON.stringify(expected)}`, () =>
    assert.deepEqual(of(input), expected));
}

describe("the domain of a logarithmic axis", () => {
  check(logDomain, [184, 1608], [100, 2000]);
  check(logDomain, [100, 2000], [100, 2000]);
  check(logDomain, [200], [200, 500]);
  check(logDomain, [200, 200], [200, 500]);
  check(logDomain, [0, -3, 7], [5, 10]);
  check(logDomain, [0.13, 0.4], [0.1, 0.5]);
  check(logDomain, [Number.NaN, Number.POSITIVE_INFINITY, 30], [20, 50]);
  check(logDomain, [0], [1, 10]);
  check(logDomain, [], [1, 10]);
});

describe("ticks of a logarithmic axis", () => {
  const ticks = ({ domain, room }: { domain: [number, number]; room: number }) =>
    logTicks(domain, room);
  check(ticks, { domain: [100, 2000], room: 9 }, [100, 200, 500, 1000, 2000]);
  check(ticks, { domain: [0.1, 2], room: 9 }, [0.1, 0.2, 0.5, 1, 2]);
  check(ticks, { domain: [1, 100_000], room: 6 }, [1, 10, 100, 1000, 10_000, 100_000]);
  check(ticks, { domain: [1, 100_000], room: 3 }, [1, 100, 10_000]);
  check(ticks, { domain: [1, 100_000], room: 0 }, [1]);
});

describe("ticks that have room", () => {
  const kept = (at: number[]) =>
    spaced(
      at.map((x) => ({ at: x })),
      30,
    ).map((tick) => tick.at);
  check(kept, [0, 40, 80], [0, 40, 80]);
  check(kept, [0, 10, 20, 50, 60], [20, 60]);
  check(kept, [5], [5]);
  check(kept, [], []);
});

describe("texts of axes", () => {
  check(tickMs, 0.5, "0.5 ms");
  check(tickMs, 200, "200 ms");
  check(tickMs, 1000, "1 s");
  check(tickMs, 5_000_000, "5,000 s");
  check(edgeMs, 0.10471, "0.105 ms");
  check(edgeMs, 1584.89, "1,580 ms");
  check(edgeMs, 12_589.3, "12.6 s");
  check(tokensShort, 8192, "8k");
  check(tokensShort, 30_000, "30k");
  check(tokensShort, 131_072, "128k");
  check(tokensShort, 7_913, "7,913");
  check(tokensShort, 0, "0");
});
