// What a request that has ended says about itself: a lesson about the model, and its part of a trace. Pure.
import type { Flight, Landing } from "./flights.ts";
import type { Lesson, PipelineOptions } from "./pipeline-options.ts";
import type { Outcome, Stages, Trace } from "./trace.ts";
import { traceOf } from "./wish.ts";

export function lessonOf(
  flight: Flight,
  landing: Landing,
  { source, nowMs }: Pick<Lesson, "source"> & { nowMs: number },
): Lesson {
  const { place, attempt, startedAtMs } = flight;
  switch (landing.kind) {
    case "complete":
      return { source, place, kind: "answered", text: attempt.text, ...ttftOf(landing) };
    case "aborted": {
      const hasStarted = attempt.text !== "";
      return { source, place, kind: "contradicted", waitedMs: nowMs - startedAtMs, hasStarted };
    }
    case "failed":
      return { source, place, kind: "failed", error: landing.error };
  }
}

export function outcomeOf(landing: Landing): Outcome {
  switch (landing.kind) {
    case "complete":
      return "detached";
    case "aborted":
      return "contradicted";
    case "failed":
      return "failed";
  }
}

/** What a trace says of the request itself. */
export function requestFacts(
  flight: Flight,
  landing: Landing,
): Pick<Trace, "prompt" | "promptTokens" | "answer" | "model" | "isSimulated" | "reason"> {
  const { prompt, attempt, model } = flight;
  const answer = landing.kind === "complete" ? landing.streamed.answer : undefined;
  return {
    prompt: prompt.text,
    promptTokens: answer?.usage?.promptTokens ?? prompt.tokens,
    answer: attempt.text,
    model,
    ...(answer === undefined ? {} : { isSimulated: answer.isSimulated }),
    ...(landing.kind === "failed" ? { reason: reasonOf(landing.error) } : {}),
  };
}

export function streamStages(landing: Landing): Pick<Stages, "ttftMs" | "decodeMs" | "requestMs"> {
  if (landing.kind !== "complete") return {};
  const { requestMs, ttftMs, decodeMs } = landing.streamed;
  return {
    requestMs,
    ...(ttftMs === undefined ? {} : { ttftMs }),
    ...(decodeMs === undefined ? {} : { decodeMs }),
  };
}

/** The trace of a request that ended while nobody waited for it. */
export function lonelyTrace(
  flight: Flight,
  landing: Landing,
  source: "request" | "speculative",
  { wallClock }: Pick<PipelineOptions, "wallClock">,
): Trace {
  const { attempt, place, stages } = flight;
  return traceOf(place.cursor, wallClock(), {
    id: attempt.id,
    source,
    outcome: outcomeOf(landing),
    stages: { ...stages, ...streamStages(landing) },
    ...requestFacts(flight, landing),
  });
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function ttftOf({ streamed: { ttftMs } }: Landing & { kind: "complete" }): { ttftMs?: number } {
  return ttftMs === undefined ? {} : { ttftMs };
}
