// What a reader of a row must not miss, as a code and a sentence. Pure.
import { milliseconds, percent, plural } from "../../core/figures/figure-text.ts";
import type { Caution, CautionCode, LoadRow } from "../../core/protocol/load-test.ts";
import type { RowObservations } from "./row-observations.ts";

type Figures = Omit<LoadRow, "cautions" | "published">;
type Rule = (row: Figures, observed: RowObservations) => string | undefined;

/** Fewer finished requests than the smallest row of any profile has. */
const leastRequests = 10;
/** A template or somebody else's request may be found in the cache; more than this is not the generator's doing. */
const coldHits = 0.01;
/** All but the last block of a repeated prompt is found; half of it is not what was meant. */
const warmHits = 0.5;
/** A reading may still count a request that has just ended; more than this share is not that. */
const uncertainShare = 0.1;
/** A few requests wait for the next step even on an idle server. */
const queuedShare = 0.1;

const rules: Readonly<Record<CautionCode, Rule>> = {
  "busy-endpoint": (_row, observed) => busyEndpoint(observed),
  queueing: (_row, observed) => queueing(observed) ?? piledUp(observed),
  "wrong-length": ({ wrongLength, n, osl }) =>
    wrongLength === 0
      ? undefined
      : `${wrongLength} of ${n} answers were not ${plural(osl, "token")} long.`,
  "wrong-prompt-length": (row, observed) => wrongPromptLength(row, observed),
  "generator-lag": ({ isSpoiled, generator: { lagP99Ms, cpu } }) =>
    isSpoiled
      ? `The generator itself was late (event loop ${milliseconds(lagP99Ms)} at p99, processor ${percent(cpu)} full): do not quote this row.`
      : undefined,
  cache: ({ cache, prefixHitRate: rate }) => {
    if (rate === undefined) return undefined;
    if (cache === "cold" && rate > coldHits) {
      return `The server found ${percent(rate)} of the prompt tokens in its prefix cache although every prompt was new: TTFT is not a cold one.`;
    }
    return cache === "warm" && rate < warmHits
      ? `The server found only ${percent(rate)} of the prompt tokens in its prefix cache although the prompt was sent before: TTFT is not a warm one.`
      : undefined;
  },
  errors: (row, observed) => failures(row, observed),
  "few-requests": ({ n, load }, { samples }) => {
    if (n < leastRequests) return `Only ${plural(n, "request")} finished: too few for a figure.`;
    return load.kind === "closed" && samples.length < load.concurrency
      ? `Only ${plural(samples.length, "request")} for ${plural(load.concurrency, "stream")}: there were never so many at once.`
      : undefined;
  },
  proxy: (_row, { isProxied }) =>
    isProxied ? "A proxy stands in between: its delays are in every time." : undefined,
  "no-usage": ({ n }, { samples }) => {
    const uncounted = samples.filter(
      ({ error, usage }) => error === undefined && usage === undefined,
    ).length;
    if (uncounted === 0) return undefined;
    return uncounted === n
      ? "The server sends no usage: tokens could not be counted."
      : `${uncounted} of ${n} answers came without usage: not all tokens could be counted, so there are no rates.`;
  },
};

export function cautionsOf(row: Figures, observed: RowObservations): Caution[] {
  return Object.entries(rules).flatMap(([code, rule]) => {
    const message = rule(row, observed);
    // The keys of the table are exactly the codes.
    return message === undefined ? [] : [{ code: code as CautionCode, message }];
  });
}

function busyEndpoint({ before, server, peakConcurrency }: RowObservations): string | undefined {
  const consequence = "its figures are those of a shared server.";
  if (before !== undefined && before.running + before.waiting > 0) {
    return `${plural(before.running, "request")} of others ran and ${before.waiting} waited when the row began: ${consequence}`;
  }
  const above = (server?.together ?? []).filter((count) => count > peakConcurrency);
  const most = Math.max(0, ...above);
  const isMany = most - peakConcurrency >= Math.max(2, peakConcurrency * uncertainShare);
  return isMany || above.length >= 2
    ? `Up to ${plural(most, "request")} were on the server at once, and this test had at most ${peakConcurrency}: ${consequence}`
    : undefined;
}

function failures({ errors }: Figures, { samples, plan }: RowObservations): string | undefined {
  const failed = samples.filter(({ error }) => error !== undefined).length;
  if (failed === 0) return undefined;
  const kinds = Object.entries(errors).map(([code, count]) => `${code} ${count}`);
  const unasked = plan.requests - samples.length;
  const end = unasked > 0 ? `, and the row ended before the other ${unasked}.` : ".";
  return `${failed} of ${plural(samples.length, "request")} failed (${kinds.join(", ")})${end}`;
}

function queueing({ peakConcurrency, maxNumSeqs, server }: RowObservations): string | undefined {
  const consequence = "TTFT contains waiting in its queue.";
  if (maxNumSeqs !== undefined && peakConcurrency > maxNumSeqs) {
    return `${peakConcurrency} requests at once, and the server runs ${maxNumSeqs} (declared): ${consequence}`;
  }
  const { mostWaiting = 0, waitingReadings = 0 } = server ?? {};
  const isMany = mostWaiting >= Math.max(2, peakConcurrency * queuedShare);
  return isMany || waitingReadings >= 2
    ? `Up to ${plural(mostWaiting, "request")} waited on the server: ${consequence}`
    : undefined;
}

/** Under way at the end of the arrivals against their middle; more than chance moves it, which is about its square root. */
const pilingUp = 1.5;

/** An open loop whose requests come faster than the answers has no TTFT of its own: it depends on how long it ran. */
function piledUp({ plan: { load }, samples }: RowObservations): string | undefined {
  if (load.kind !== "open" || samples.length === 0) return undefined;
  const sent = samples.map(({ sentAt }) => sentAt).sort((left, right) => left - right);
  const [first = 0, last = 0] = [sent[0], sent.at(-1)];
  const underWay = (at: number) =>
    samples.filter(({ sentAt, endedAt }) => sentAt <= at && endedAt > at).length;
  const [middle, end] = [underWay((first + last) / 2), underWay(last)];
  return end >= pilingUp * middle && end - middle > 2 * Math.sqrt(end)
    ? `Requests came faster than they were answered (${middle} under way in the middle of the arrivals, ${end} at their end): TTFT contains waiting, and more of it the longer the test.`
    : undefined;
}

function wrongPromptLength(
  { isl, promptTokens }: Figures,
  { samples, promptSource }: RowObservations,
): string | undefined {
  if (promptTokens === undefined) {
    return promptSource === "chat text"
      ? `Prompts are text of about ${plural(isl, "token")}; the server does not say how long they were.`
      : undefined;
  }
  const isWrong = samples.some(
    ({ error, usage }) => error === undefined && usage !== undefined && usage.promptTokens !== isl,
  );
  return isWrong
    ? `Prompts were ${promptTokens.toFixed(0)} tokens long on average and not all ${plural(isl, "token")}.`
    : undefined;
}
