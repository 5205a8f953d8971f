// One wish for a completion on its way through the pipeline, and the trace that is left of it. Pure.
import type { Cursor } from "./cursor.ts";
import type { Place } from "./place/place.ts";
import type { Stages, Trace } from "./trace.ts";

export type Wanted = {
  cursor: Cursor;
  /** `invoked`: the person asked by a key, so nothing waits and no rule of calm holds it back. */
  trigger: "automatic" | "invoked";
  /** When the editor asked, on the pipeline's clock: what its owner did since then counts as our own time. */
  askedAtMs?: number;
};

export type Wish = {
  wanted: Wanted;
  place: Place;
  askedAtMs: number;
  /** What came before the answer, filled in on the way. */
  stages: Stages;
};

export type Ending = Partial<Omit<Trace, "outcome">> & Pick<Trace, "outcome">;

export function traceOf({ path, languageId }: Cursor, atMs: number, ending: Ending): Trace {
  return { id: 0, atMs, path, languageId, source: "request", stages: {}, decisions: [], ...ending };
}

/** The trace of a wish that ends now. What is nobody else's time is our own. */
export function closedTrace(
  { wanted, askedAtMs, stages: before }: Wish,
  ending: Ending,
  { nowMs, wallMs }: { nowMs: number; wallMs: number },
): Trace {
  const totalMs = nowMs - askedAtMs;
  const stages = { ...before, ...ending.stages };
  const { debounceMs = 0, heldMs = 0, queueMs = 0, requestMs = 0, joinedMs = 0 } = stages;
  const others = debounceMs + heldMs + queueMs + requestMs + joinedMs;
  const ownMs = Math.max(0, totalMs - others);
  return traceOf(wanted.cursor, wallMs, { ...ending, stages: { ...stages, totalMs, ownMs } });
}
