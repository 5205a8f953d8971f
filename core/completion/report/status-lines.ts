// The words of the status item for completion: its state in one line, and the hover with the figures behind it. Pure; the
// item, its icons and the commands it offers belong to the editor.
import type { ModelError } from "../../model/errors.ts";
import { durationText } from "../../model/inactivity.ts";
import type { BackoffState } from "../judges/backoff.ts";
import type { GuardVerdict } from "../judges/routing-guard.ts";
import type { Suspicion } from "../judges/suspicion.ts";
import type { LatencySummary } from "./latency.ts";
import { latencyTable, msText, shareLines } from "./latency-table.ts";
import { inlineText } from "./markdown-text.ts";

export type CompletionState =
  | { state: "on"; guard: GuardVerdict }
  /** `why`: which setting or rule turned it off here, in one sentence. */
  | { state: "off"; why?: string }
  | { state: "no_model"; why: string }
  | { state: "connecting" }
  | { state: "proving"; guard: GuardVerdict }
  | { state: "paused"; guard: GuardVerdict }
  | { state: "failing"; backoff: BackoffState; error: Pick<ModelError, "summary" | "remedy"> }
  | { state: "suspicious"; suspicion: Suspicion }
  /** `until`: the time as the person reads it; absent: until they end it. */
  | { state: "snoozed"; until?: string };

export type StatusFacts = {
  completion: CompletionState;
  model?: { name: string; endpoint: string; family: string; isSimulated: boolean };
  /** Absent as long as nothing was measured. */
  summary?: LatencySummary;
};

export type StatusLines = {
  /** Plain text, for the item and the screen reader. */
  short: string;
  /** Markdown. */
  hover: string;
};

export function statusLines({ completion, model, summary }: StatusFacts): StatusLines {
  const short = shortText(completion, model?.isSimulated ?? false);
  const advice = adviceFor(completion);
  const paragraphs = [
    inlineText(short),
    ...(advice === undefined ? [] : [inlineText(advice)]),
    ...(model === undefined ? [] : [modelText(model)]),
    ...(summary === undefined ? [] : [latencyTable(summary), shareLines(summary).join("  \n")]),
  ];
  return { short, hover: paragraphs.join("\n\n") };
}

function shortText(completion: CompletionState, isSimulated: boolean): string {
  const subject = isSimulated ? "Completion (simulated)" : "Completion";
  return `${subject}${stateText(completion)}`.replace(/\s+/g, " ");
}

/** What is said of the word “Completion”. */
function stateText(completion: CompletionState): string {
  switch (completion.state) {
    case "on":
      return onText(completion.guard);
    case "off":
      return withReason(" is off", completion.why);
    case "no_model":
      return withReason(" has no model", completion.why);
    case "connecting":
      return ": connecting to its model.";
    case "proving":
      return provingText(completion.guard);
    case "paused":
      return ` paused: ${ttftText(completion.guard)}.`;
    case "failing":
      return withReason(" is failing", completion.error.summary);
    case "suspicious":
      return ` looks wrong: ${suspicionText(completion.suspicion)}.`;
    case "snoozed":
      return completion.until === undefined
        ? " is snoozed."
        : ` is snoozed until ${completion.until}.`;
  }
}

function adviceFor(completion: CompletionState): string | undefined {
  switch (completion.state) {
    case "failing":
      return `${completion.error.remedy} ${retryText(completion.backoff)}`;
    case "suspicious":
      return suspicionAdvice[completion.suspicion.kind];
    case "paused":
      return "The model is too slow to answer while somebody types. Use it anyway, or choose a smaller one.";
    case "proving":
      return "The chat model is routed to completion. It is measured first and used when it is fast enough.";
    case "on":
      return completion.guard.isAnyway ? "You decided to use it anyway." : undefined;
    default:
      return undefined;
  }
}

function onText(guard: GuardVerdict): string {
  if (guard.isAnyway) return ` is on, though slow: ${ttftText(guard)}.`;
  if (guard.n === 0) return " is on; nothing was measured yet.";
  return ` is on: ${ttftText(guard)}.`;
}

function provingText(guard: GuardVerdict): string {
  const done = `${guard.n} of ${guard.leastRequests} requests`;
  return ` waits for proof that its model is fast enough: ${done} measured${
    guard.p50Ms === undefined ? "" : `, ${ttftText(guard)}`
  }.`;
}

/** `TTFT p50 1,608 ms over 12 requests, limit 200 ms` */
function ttftText({ p50Ms, isAtLeast, n, maxTtftMs }: GuardVerdict): string {
  const limit = `limit ${limitText(maxTtftMs)}`;
  if (p50Ms === undefined) return `TTFT not measured yet, ${limit}`;
  const atLeast = isAtLeast ? "at least " : "";
  return `TTFT p50 ${atLeast}${besideLimit(p50Ms, maxTtftMs)} over ${n} ${plural("request", n)}, ${limit}`;
}

function limitText(ms: number): string {
  return Number.isInteger(ms) ? msText(ms).replace(".0", "") : msText(ms);
}

/** A figure just above its limit must not be rounded to the limit. */
function besideLimit(ms: number, limitMs: number): string {
  return ms > limitMs && Math.round(ms) <= limitMs ? `${ms.toFixed(1)} ms` : msText(ms);
}

const signs: Record<Suspicion["kind"], string> = {
  fences: "were Markdown instead of code",
  prose: "were prose instead of code",
  specials: "held special tokens",
  silent: "were empty",
};

const suspicionAdvice: Record<Suspicion["kind"], string> = {
  fences: "This is what a chat model does, or one that is asked in the wrong FIM family.",
  prose: "This is what a chat model does, or one that is asked in the wrong FIM family.",
  specials: "The FIM family is probably not the one the model was trained with.",
  silent: "The model may know no fill-in-the-middle, or be asked in the wrong FIM family.",
};

function suspicionText({ kind, seen, of }: Suspicion): string {
  return `${seen} of the last ${of} answers ${signs[kind]}`;
}

function retryText({ failuresInARow, waitMs }: BackoffState): string {
  const failures = `${failuresInARow} ${plural("failure", failuresInARow)} in a row`;
  // Rounded up, so that nobody is told "in 0 seconds".
  return waitMs > 0
    ? `${failures}; the next try is in ${durationText(Math.ceil(waitMs / 1000) * 1000)}.`
    : `${failures}; typing tries again now.`;
}

function modelText(model: NonNullable<StatusFacts["model"]>): string {
  const { name, endpoint, family, isSimulated } = model;
  const simulated = isSimulated ? " (simulated)" : "";
  return `Model: ${inlineText(name)} at ${inlineText(endpoint)}${simulated}, FIM family ${family}`;
}

function withReason(state: string, why: string | undefined): string {
  return why === undefined || why === "" ? `${state}.` : `${state}: ${why}`;
}

function plural(noun: string, count: number): string {
  return count === 1 ? noun : `${noun}s`;
}
