// Two load tests held against each other: rows of the same shape, load and cache mode, and what more GPUs brought. Only
// ratios: no test is run over latencies, whose samples depend on each other.
import { isForLatency } from "../../core/figures/latency-row.ts";
import type { LoadComparison, LoadRatio, Scaling } from "../../core/protocol/load-comparison.ts";
import type { LoadRow, LoadTest } from "../../core/protocol/load-test.ts";
import type { Hardware } from "../../core/protocol/run-facts.ts";
import { rowLabel } from "../load/load-plan.ts";
import published from "../reference/h100-qwen3-coder.json" with { type: "json" };

/** A run with the load test that belongs to it. */
export type Measured = {
  run: { hardware?: Hardware | undefined };
  load?: LoadTest | undefined;
};

/** Two load tests that stand alone. */
export function compareLoadTests(current: LoadTest, baseline: LoadTest): LoadComparison {
  const { id, endpoint } = baseline.run;
  const load = compareLoad(current, baseline);
  const scaling = scalingOf(
    { run: current.run, load: current },
    { run: baseline.run, load: baseline },
  );
  return {
    baseline: { id, model: endpoint.model, isSimulated: endpoint.isSimulated },
    caveats: [
      ...(load.length === 0
        ? ["The tests have no row of the same lengths, load and cache mode in common."]
        : []),
      ...loadCaveats(current, baseline),
    ],
    load,
    ...(scaling === undefined ? {} : { scaling }),
  };
}

/** What the generator itself has spoiled is left out. */
export function compareLoad(
  current: LoadTest | undefined,
  baseline: LoadTest | undefined,
): LoadRatio[] {
  return matched(current, baseline).flatMap(({ now, before }) => figuresOf(now, before));
}

/** In what else than the endpoint two load tests differ, and what speaks against the rows that they have in common. */
export function loadCaveats(
  current: LoadTest | undefined,
  baseline: LoadTest | undefined,
): string[] {
  if (current === undefined || baseline === undefined) return [];
  const facts: [what: string, of: (test: LoadTest) => string][] = [
    ["asked another kind of endpoint", ({ run }) => originText(run.endpoint.isSimulated)],
    ["sent other prompts", ({ run }) => run.promptSource],
    ["took answers of other lengths", ({ run }) => lengthText(run.forcesLength)],
  ];
  const spoiled = [...current.rows, ...baseline.rows].filter(({ isSpoiled }) => isSpoiled).length;
  const doubtful = matched(current, baseline).filter(({ now, before }) =>
    [now, before].some(({ cautions }) => cautions.length > 0),
  );
  return [
    ...facts
      .map(([what, of]) => ({ what, before: of(baseline), now: of(current) }))
      .filter(({ before, now }) => before !== now)
      .map(({ what, before, now }) => `The baseline's load test ${what}: ${before}, here ${now}.`),
    ...(spoiled === 0
      ? []
      : [`Rows of a load test that the generator spoiled are left out: ${spoiled}.`]),
    ...(doubtful.length === 0
      ? []
      : [
          `Cautions stand beside these rows in one of the load tests: ${doubtful.map(({ now }) => rowLabel(now)).join(", ")}.`,
        ]),
  ];
}

function originText(isSimulated: boolean): string {
  return isSimulated ? "simulated" : "real";
}

function lengthText(isForced: boolean): string {
  return isForced ? "forced" : "as the model ends them";
}

/**
 * From the best row at the highest concurrency that both have; undefined unless both declare how many GPUs, and not the
 * same. By the steady rate where both have it: the wait for first tokens is no matter of scaling.
 */
export function scalingOf(current: Measured, baseline: Measured): Scaling | undefined {
  const gpus = gpusOf(current);
  const gpusBefore = gpusOf(baseline);
  if (gpus === undefined || gpusBefore === undefined || gpus === gpusBefore) return undefined;
  const [best] = matched(current.load, baseline.load)
    .flatMap(({ now, before }) => speedOf(now, before) ?? [])
    .sort((a, b) => b.concurrency - a.concurrency || b.rate - a.rate);
  if (best === undefined) return undefined;
  const speedup = gpus > gpusBefore ? best.ratio : 1 / best.ratio;
  const [fewer, more] = [Math.min(gpus, gpusBefore), Math.max(gpus, gpusBefore)];
  return {
    label: best.label,
    gpus: { fewer, more },
    speedup,
    efficiency: speedup / (more / fewer),
    published: publishedEfficiency(),
  };
}

function gpusOf({ run, load }: Measured): number | undefined {
  return run.hardware?.gpus ?? load?.run.hardware?.gpus;
}

type Match = { now: LoadRow; before: LoadRow };

function matched(current: LoadTest | undefined, baseline: LoadTest | undefined): Match[] {
  const known = new Map(quotable(baseline).map((row) => [keyOf(row), row]));
  return quotable(current).flatMap((now) => {
    const before = known.get(keyOf(now));
    return before === undefined ? [] : [{ now, before }];
  });
}

function quotable(loadTest: LoadTest | undefined): LoadRow[] {
  return (loadTest?.rows ?? []).filter(({ isSpoiled }) => !isSpoiled);
}

function keyOf({ isl, osl, cache, load }: LoadRow): string {
  const pressure = load.kind === "closed" ? load.concurrency : `${load.requestsPerSecond}/s`;
  return [isl, osl, cache, load.kind, pressure].join(" ");
}

function figuresOf(now: LoadRow, before: LoadRow): LoadRatio[] {
  const kinds = [
    ["p50 TTFT", "ms", ({ ttftMs }: LoadRow) => ttftMs && { value: ttftMs.p50, n: ttftMs.n }],
    ["p50 TPOT", "ms", ({ tpotMs }: LoadRow) => tpotMs && { value: tpotMs.p50, n: tpotMs.n }],
    [
      "output tokens/s",
      "tokens/s",
      (row: LoadRow) => {
        const { outputTokensPerSecond: value, n } = row;
        return value === undefined || isForLatency(row) ? undefined : { value, n };
      },
    ],
  ] as const;
  return kinds.flatMap(([what, unit, of]) => {
    const [current, baseline] = [of(now), of(before)];
    if (current === undefined || baseline === undefined || baseline.value === 0) return [];
    return [
      {
        label: rowLabel(now),
        what,
        unit,
        baseline: baseline.value,
        baselineN: baseline.n,
        current: current.value,
        currentN: current.n,
        ratio: current.value / baseline.value,
      },
    ];
  });
}

function speedOf(now: LoadRow, before: LoadRow) {
  if (now.load.kind !== "closed" || now.cache !== "cold" || isForLatency(now)) return undefined;
  const isSteady =
    now.steadyTokensPerSecond !== undefined && before.steadyTokensPerSecond !== undefined;
  const rateOf = (row: LoadRow) =>
    isSteady ? row.steadyTokensPerSecond : row.outputTokensPerSecond;
  const [rate, rateBefore] = [rateOf(now), rateOf(before)];
  if (rate === undefined || !rateBefore) return undefined;
  return {
    label: `${rowLabel(now)}, ${isSteady ? "steady" : "wall"}`,
    concurrency: now.load.concurrency,
    rate,
    ratio: rate / rateBefore,
  };
}

/** Between the two published deployments, at their highest concurrency. */
function publishedEfficiency(): number {
  const [fewer, more] = published.deployments.toSorted((a, b) => a.gpus - b.gpus);
  if (fewer === undefined || more === undefined)
    throw new RangeError("Two deployments are needed.");
  const best = ({ outputTokensPerSecond }: typeof fewer) =>
    Math.max(...outputTokensPerSecond.map(({ tokensPerSecond }) => tokensPerSecond));
  return best(more) / best(fewer) / (more.gpus / fewer.gpus);
}
