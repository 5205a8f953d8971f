// The words of the status item for completion: its state in one line, and the hover with the figures behind it. Pure; the
// item, its icons and the commands it offers belong to the editor.
import type { ModelError } from "../../model/errors.ts";
import type { BackoffState } from "../judges/backoff.ts";
import type { GuardVerdict } from "../judges/routing-guard.ts";
import type { Suspicion } from "../judges/suspicion.ts";
import type { LatencySummary } from "./latency.ts";
import { latencyTable, msText, shareLines } from "./latency-table.ts";
import { inlineText } from "./markdown-text.ts";
import { english, numberText, type Wording } from "./wording.ts";

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

export function statusLines(
  { completion, model, summary }: StatusFacts,
  wording: Wording = english,
): StatusLines {
  const short = shortText(completion, model?.isSimulated ?? false, wording);
  const advice = adviceFor(completion, wording);
  const paragraphs = [
    inlineText(short),
    ...(advice === undefined ? [] : [inlineText(advice)]),
    ...(model === undefined ? [] : [modelText(model, wording)]),
    ...(summary === undefined
      ? []
      : [latencyTable(summary, wording), shareLines(summary, wording).join("  \n")]),
  ];
  return { short, hover: paragraphs.join("\n\n") };
}

function shortText(completion: CompletionState, isSimulated: boolean, wording: Wording): string {
  const { say } = wording;
  const subject = isSimulated ? say("Completion (simulated)") : say("Completion");
  return stateText(completion, subject, wording).replace(/\s+/g, " ");
}

function stateText(completion: CompletionState, subject: string, wording: Wording): string {
  const { say } = wording;
  switch (completion.state) {
    case "on":
      return onText(completion.guard, subject, wording);
    case "off":
      return completion.why
        ? say("{0} is off: {1}", subject, completion.why)
        : say("{0} is off.", subject);
    case "no_model":
      return completion.why
        ? say("{0} has no model: {1}", subject, completion.why)
        : say("{0} has no model.", subject);
    case "connecting":
      return say("{0}: connecting to its model.", subject);
    case "proving":
      return provingText(completion.guard, subject, wording);
    case "paused":
      return say("{0} paused: {1}.", subject, ttftText(completion.guard, wording));
    case "failing":
      return completion.error.summary
        ? say("{0} is failing: {1}", subject, completion.error.summary)
        : say("{0} is failing.", subject);
    case "suspicious":
      return say("{0} looks wrong: {1}.", subject, suspicionText(completion.suspicion, wording));
    case "snoozed":
      return completion.until === undefined
        ? say("{0} is snoozed.", subject)
        : say("{0} is snoozed until {1}.", subject, completion.until);
  }
}

function adviceFor(completion: CompletionState, wording: Wording): string | undefined {
  const { say } = wording;
  switch (completion.state) {
    case "failing":
      return `${completion.error.remedy} ${retryText(completion.backoff, wording)}`;
    case "suspicious":
      return suspicionAdvice[completion.suspicion.kind](say);
    case "paused":
      return say(
        "The model is too slow to answer while somebody types. Use it anyway, or choose a smaller one.",
      );
    case "proving":
      return say(
        "The chat model is routed to completion. It is measured first and used when it is fast enough.",
      );
    case "on":
      return completion.guard.isAnyway ? say("You decided to use it anyway.") : undefined;
    default:
      return undefined;
  }
}

function onText(guard: GuardVerdict, subject: string, wording: Wording): string {
  const { say } = wording;
  if (guard.isAnyway) {
    return say("{0} is on, though slow: {1}.", subject, ttftText(guard, wording));
  }
  if (guard.n === 0) return say("{0} is on; nothing was measured yet.", subject);
  return say("{0} is on: {1}.", subject, ttftText(guard, wording));
}

function provingText(guard: GuardVerdict, subject: string, wording: Wording): string {
  const { say } = wording;
  const done = say(
    "{0} waits for proof that its model is fast enough: {1} of {2} requests measured",
    subject,
    numberText(guard.n, wording),
    numberText(guard.leastRequests, wording),
  );
  return guard.p50Ms === undefined ? `${done}.` : `${done}, ${ttftText(guard, wording)}.`;
}

/** `TTFT p50 1,608 ms over 12 requests, limit 200 ms` */
function ttftText({ p50Ms, isAtLeast, n, maxTtftMs }: GuardVerdict, wording: Wording): string {
  const { say } = wording;
  const limit = say("limit {0}", limitText(maxTtftMs, wording));
  if (p50Ms === undefined) return `${say("TTFT not measured yet")}, ${limit}`;
  const figure = besideLimit(p50Ms, maxTtftMs, wording);
  const p50 = isAtLeast ? say("TTFT p50 at least {0}", figure) : say("TTFT p50 {0}", figure);
  const count = numberText(n, wording);
  const over = n === 1 ? say("over {0} request", count) : say("over {0} requests", count);
  return `${p50} ${over}, ${limit}`;
}

function limitText(ms: number, wording: Wording): string {
  return Number.isInteger(ms) ? `${numberText(ms, wording)} ms` : msText(ms, wording);
}

/** A figure just above its limit must not be rounded to the limit. */
function besideLimit(ms: number, limitMs: number, wording: Wording): string {
  return ms > limitMs && Math.round(ms) <= limitMs
    ? `${numberText(ms, wording, 1)} ms`
    : msText(ms, wording);
}

type Said = (say: Wording["say"]) => string;

const wrongFamily: Said = (say) =>
  say("This is what a chat model does, or one that is asked in the wrong FIM family.");
const suspicionAdvice: Record<Suspicion["kind"], Said> = {
  fences: wrongFamily,
  prose: wrongFamily,
  specials: (say) => say("The FIM family is probably not the one the model was trained with."),
  silent: (say) =>
    say("The model may know no fill-in-the-middle, or be asked in the wrong FIM family."),
};

function suspicionText({ kind, seen, of }: Suspicion, wording: Wording): string {
  const { say } = wording;
  const counts = [numberText(seen, wording), numberText(of, wording)];
  switch (kind) {
    case "fences":
      return say("{0} of the last {1} answers were Markdown instead of code", ...counts);
    case "prose":
      return say("{0} of the last {1} answers were prose instead of code", ...counts);
    case "specials":
      return say("{0} of the last {1} answers held special tokens", ...counts);
    case "silent":
      return say("{0} of the last {1} answers were empty", ...counts);
  }
}

function retryText({ failuresInARow, waitMs }: BackoffState, wording: Wording): string {
  const { say } = wording;
  const count = numberText(failuresInARow, wording);
  const failures =
    failuresInARow === 1 ? say("{0} failure in a row", count) : say("{0} failures in a row", count);
  // Rounded up, so that nobody is told "in 0 seconds".
  return waitMs > 0
    ? say("{0}; the next try is in {1}.", failures, secondsText(Math.ceil(waitMs / 1000), wording))
    : say("{0}; typing tries again now.", failures);
}

function secondsText(seconds: number, wording: Wording): string {
  const { say } = wording;
  const minutes = seconds / 60;
  if (minutes >= 2 && Number.isInteger(minutes)) {
    return say("{0} minutes", numberText(minutes, wording));
  }
  const count = numberText(seconds, wording);
  return seconds === 1 ? say("{0} second", count) : say("{0} seconds", count);
}

function modelText(model: NonNullable<StatusFacts["model"]>, { say }: Wording): string {
  const { name, family, isSimulated } = model;
  const endpoint = `${inlineText(model.endpoint)}${isSimulated ? ` (${say("simulated")})` : ""}`;
  return say("Model: {0} at {1}, FIM family {2}", inlineText(name), endpoint, family);
}
