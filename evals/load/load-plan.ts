// What a load test asks: rows of prompt length, answer length, cache mode and load. The published grid comes from
// evals/reference. Knows no endpoint.
import type { CacheMode, LoadProfileName } from "../../core/protocol/load-test.ts";
import published from "../reference/h100-qwen3-coder.json" with { type: "json" };

export type RowLoad =
  | { kind: "closed"; concurrency: number }
  | { kind: "open"; requestsPerSecond: number };

export type RowPlan = {
  isl: number;
  osl: number;
  cache: CacheMode;
  load: RowLoad;
  /** Without those of the warm-up. */
  requests: number;
};

export type LoadPlan = { profile: LoadProfileName; rows: readonly RowPlan[] };

/** Input and output tokens. */
export type Shape = readonly [isl: number, osl: number];

export type CustomPlan = {
  shapes: readonly Shape[];
  /** Closed loops with so many streams. */
  concurrency: readonly number[];
  /** Open loops with so many requests a second. */
  rates?: readonly number[];
  cache: readonly CacheMode[];
  /** Of each row; otherwise as many as its load needs. */
  requests?: number;
};

/** Enough short requests, one at a time, for a p50 and a p95 of the TTFT. */
const interactive: RowPlan = {
  isl: 512,
  osl: 16,
  cache: "cold",
  load: { kind: "closed", concurrency: 1 },
  requests: 30,
};

/** One wave: its steady state is what decides. */
const batch: RowPlan = {
  isl: 512,
  osl: 512,
  cache: "cold",
  load: { kind: "closed", concurrency: 128 },
  requests: 128,
};

/** The two shapes that InferenceMAX publishes: 1k/1k and 8k/1k. Nobody's figures for the published grid compare with them. */
const inferenceMaxShapes: readonly Shape[] = [
  [1024, 1024],
  [8192, 1024],
];

export function planOf(profile: Exclude<LoadProfileName, "custom">): LoadPlan {
  const { inputOutputTokens, concurrency } = published.method;
  const grid = (shapes: readonly Shape[]) =>
    customPlan({ shapes, concurrency, cache: ["cold"] }).rows;
  switch (profile) {
    case "scorecard":
      return { profile, rows: [interactive, batch] };
    case "published":
      return { profile, rows: [interactive, ...grid(inputOutputTokens.map(shapeOf))] };
    case "inferencemax":
      return { profile, rows: grid(inferenceMaxShapes) };
  }
}

/** Every shape with every load, in this order: cache mode, shape, concurrency, rate. */
export function customPlan(custom: CustomPlan): LoadPlan {
  const { shapes, concurrency, rates = [], cache, requests } = custom;
  const loads: RowLoad[] = [
    ...concurrency.map((streams) => ({ kind: "closed" as const, concurrency: streams })),
    ...rates.map((rate) => ({ kind: "open" as const, requestsPerSecond: rate })),
  ];
  const rows = cache.flatMap((mode) =>
    shapes.flatMap(([isl, osl]) =>
      loads.map((load) => ({
        isl,
        osl,
        cache: mode,
        load,
        requests: requests ?? requestsFor(load),
      })),
    ),
  );
  return { profile: "custom", rows };
}

/** `512/512 × 128`, `512/512 at 4/s`, with the cache mode where it is warm. */
export function rowLabel({
  isl,
  osl,
  cache,
  load,
}: Pick<RowPlan, "isl" | "osl" | "cache" | "load">) {
  const shape = `${isl}/${osl}`;
  const text =
    load.kind === "closed"
      ? `${shape} × ${load.concurrency}`
      : `${shape} at ${load.requestsPerSecond}/s`;
  return cache === "warm" ? `${text}, warm` : text;
}

const secondsOfArrivals = 30;

/** Two waves of a closed loop, half a minute of an open one. */
function requestsFor(load: RowLoad): number {
  return load.kind === "closed"
    ? Math.max(10, 2 * load.concurrency)
    : Math.max(20, Math.ceil(load.requestsPerSecond * secondsOfArrivals));
}

function shapeOf([isl = 0, osl = 0]: readonly number[]): Shape {
  return [isl, osl];
}
