// What inline completion needs from whoever owns it, and what it tells them back.
import type { SetTimer } from "../model/inactivity.ts";
import type { Snippet } from "./context/snippet.ts";
import type { InlineModel } from "./inline-model.ts";
import type { Multiline, Place } from "./place/place.ts";
import type { Trace } from "./trace.ts";

export type PipelineOptions = {
  /** @throws ModelError or whatever keeps the model from being asked */
  model(signal: AbortSignal): Promise<InlineModel>;
  /** Why the model must not be asked now, in one sentence; called right before every request. */
  refusal?(): string | undefined;
  /** Excerpts of other places in the order of the prompt; must cost nothing. */
  snippets(documentId: string): readonly Snippet[];
  repository(documentId: string): string;
  multiline(): Multiline;
  onTrace(trace: Trace): void;
  /** A suggestion has stood long enough to be seen, as shown.ts defines it. */
  onShown?(id: number): void;
  /** Every request ends in exactly one lesson; warm-ups teach nothing. */
  onLesson?(lesson: Lesson): void;
  /** A monotonic clock in milliseconds. */
  now: () => number;
  /** Unix time in milliseconds. */
  wallClock: () => number;
  setTimer?: SetTimer;
};

/** What one request taught about the model. */
export type Lesson = { source: "request" | "speculative"; place: Place } & (
  | { kind: "answered"; text: string; ttftMs?: number }
  /** An edit ended it; one that had not started would have taken longer than `waitedMs` to its first token. */
  | { kind: "contradicted"; waitedMs: number; hasStarted: boolean }
  | { kind: "failed"; error: unknown }
);
