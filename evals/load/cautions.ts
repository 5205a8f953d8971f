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
/** A few requests wait for the next step even on an idle server. */
const queuedShare = 0.1;

const rules: Readonly<Record<CautionCode, Rule>> = {
  "busy-endpoint": (_row, { before }) =>
    before === undefined || before.running + before.waiting === 0
      ? undefined
      : `${plural(before.running, "request")} of others ran and ${before.waiting} waited when the row began: its figures are those of a shared server.`,
  queueing: (_row, observed) => queueing(observed),
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
  errors: ({ errors, n }) => {
    const failed = Object.values(errors).reduce((sum, count) => sum + count, 0);
    const kinds = Object.entries(errors).map(([code, count]) => `${code} ${count}`);
    return failed === 0
      ? undefined
      : `${failed} of ${plural(n + failed, "request")} failed (${kinds.join(", ")}).`;
  },
  "few-requests": ({ n }) =>
    n >= leastRequests ? undefined : `Only ${plural(n, "request")} finished: too few for a figure.`,
  proxy: (_row, { isProxied }) =>
    isProxied ? "A proxy stands in between: its delays are in every time." : undefined,
  "no-usage": ({ n, completionTokens }) =>
    n > 0 && completionTokens === undefined
      ? "The server sends no usage: tokens could not be counted."
      : undefined,
};

export function cautionsOf(row: Figures, observed: RowObservations): Caution[] {
  return Object.entries(rules).flatMap(([code, rule]) => {
    const message = rule(row, observed);
    // The keys of the table are exactly the codes.
    return message === undefined ? [] : [{ code: code as CautionCode, message }];
  });
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
