// Turns the samples of one row into its figures. Pure: samples and what was observed beside them go in, a row comes out.
import type { LoadRow } from "../../core/protocol/load-test.ts";
import { distributionOf } from "../statistics/distribution.ts";
import { cautionsOf } from "./cautions.ts";
import { histogramOf } from "./histogram.ts";
import { isSpoiled } from "./lag.ts";
import { besidePublished } from "./published.ts";
import type { RowObservations } from "./row-observations.ts";
import type { Sample } from "./sample.ts";
import { type Steady, steadyOf, tokensPerDelta } from "./steady.ts";

export function buildRow(observed: RowObservations): LoadRow {
  const { plan, samples, generator, server } = observed;
  const { isl, osl, cache } = plan;
  const finished = samples.filter(({ error }) => error === undefined);
  const wallSeconds = wallOf(samples);
  const tokens = tokensOf(finished, wallSeconds);
  const steady = isCounted(finished) ? steadyRateOf(observed) : undefined;
  const times = timesOf(finished);
  const figures = {
    isl,
    osl,
    cache,
    load: loadOf(observed),
    n: finished.length,
    errors: errorsOf(samples),
    wrongLength: finished.filter(
      ({ usage }) => usage !== undefined && usage.completionTokens !== osl,
    ).length,
    ...tokens,
    ...times,
    wallSeconds,
    requestsPerSecond: wallSeconds > 0 ? finished.length / wallSeconds : 0,
    ...given("steadyTokensPerSecond", steady?.tokensPerSecond),
    ...given("steadySeconds", steady?.seconds),
    ...given(
      "interactivity",
      times.tpotMs && times.tpotMs.p50 > 0 ? 1000 / times.tpotMs.p50 : undefined,
    ),
    ...given("prefixHitRate", server?.prefixHitRate),
    ...given("serverRunning", server?.mostRunning),
    ...given("serverWaiting", server?.mostWaiting),
    generator,
    isSpoiled: isSpoiled(generator, wallSeconds),
  };
  return {
    ...figures,
    cautions: cautionsOf(figures, observed),
    published: besidePublished(figures),
  };
}

/** Tokens come from usage: where an answer lacks it there is no rate that counts all. */
function isCounted(finished: readonly Sample[]): boolean {
  return finished.every(({ usage }) => usage !== undefined);
}

function steadyRateOf({ plan: { load }, samples }: RowObservations): Steady | undefined {
  return load.kind === "closed" ? steadyOf(samples, load.concurrency) : undefined;
}

function loadOf({ plan: { load }, peakConcurrency }: RowObservations): LoadRow["load"] {
  return load.kind === "closed" ? load : { ...load, peakConcurrency };
}

/** First send to last end, in seconds. */
function wallOf(samples: readonly Sample[]): number {
  if (samples.length === 0) return 0;
  const first = samples.reduce((least, { sentAt }) => Math.min(least, sentAt), Infinity);
  const last = samples.reduce((most, { endedAt }) => Math.max(most, endedAt), 0);
  return (last - first) / 1000;
}

function tokensOf(finished: readonly Sample[], wallSeconds: number) {
  const usages = finished.flatMap(({ usage }) => usage ?? []);
  if (usages.length === 0) return {};
  const prompt = usages.reduce((sum, { promptTokens }) => sum + promptTokens, 0);
  const completion = usages.reduce((sum, { completionTokens }) => sum + completionTokens, 0);
  const hasRates = wallSeconds > 0 && isCounted(finished);
  const rate = (tokens: number) => (hasRates ? tokens / wallSeconds : undefined);
  return {
    promptTokens: prompt / usages.length,
    completionTokens: completion / usages.length,
    ...given("tokensPerChunk", tokensPerDelta(finished)),
    ...given("outputTokensPerSecond", rate(completion)),
    ...given("totalTokensPerSecond", rate(prompt + completion)),
  };
}

function timesOf(finished: readonly Sample[]) {
  const timings = finished.map(({ timing }) => timing);
  const ttft = timings.flatMap(({ ttftMs }) => ttftMs ?? []);
  const itl = timings.flatMap(({ itlMs }) => itlMs);
  return {
    ...given("ttftMs", distributionOf(ttft)),
    ...given(
      "firstEventMs",
      distributionOf(timings.flatMap(({ firstEventMs }) => firstEventMs ?? [])),
    ),
    ...given("tpotMs", distributionOf(timings.flatMap(({ tpotMs }) => tpotMs ?? []))),
    ...given("itlMs", distributionOf(itl)),
    ...given("e2elMs", distributionOf(timings.map(({ e2elMs }) => e2elMs))),
    ...given("ttftHistogram", histogramOf(ttft)),
    ...given("itlHistogram", histogramOf(itl)),
  };
}

function errorsOf(samples: readonly Sample[]): Record<string, number> {
  const errors: Record<string, number> = {};
  for (const { error } of samples) {
    if (error !== undefined) errors[error.code] = (errors[error.code] ?? 0) + 1;
  }
  return errors;
}

/** A property that is absent when its value is. */
function given<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): { [key in Name]?: Value } {
  // A computed key loses its literal type; the one property is of exactly this name.
  return value === undefined ? {} : ({ [name]: value } as { [key in Name]?: Value });
}
