// Samples for tests, written as the moments at which tokens came.
import { ModelError, type ModelErrorCode } from "../../core/model/errors.ts";
import type { Sample } from "./sample.ts";

export type Written = {
  sentAt?: number;
  /** When each event with text came, in ms of the same clock. */
  deltas: readonly number[];
  /** The last delta's moment unless given. */
  endedAt?: number;
  promptTokens?: number;
  /** One a delta unless given; `undefined` means that the server sent no usage. */
  completionTokens?: number | undefined;
  error?: ModelErrorCode;
};

export function sampleOf(written: Written): Sample {
  const { sentAt = 0, deltas, promptTokens = 512, error } = written;
  const completionTokens = "completionTokens" in written ? written.completionTokens : deltas.length;
  const first = deltas[0];
  const last = deltas.at(-1);
  const endedAt = written.endedAt ?? last ?? sentAt;
  const itlMs = deltas.slice(1).map((at, index) => at - (deltas[index] ?? 0));
  const hasTpot = completionTokens !== undefined && completionTokens >= 2;
  return {
    sentAt,
    endedAt,
    timing: {
      itlMs,
      e2elMs: endedAt - sentAt,
      ...(first === undefined ? {} : { firstEventMs: first - sentAt, ttftMs: first - sentAt }),
      ...(first === undefined || last === undefined || !hasTpot
        ? {}
        : { tpotMs: (last - first) / (completionTokens - 1) }),
    },
    usage: completionTokens === undefined ? undefined : { promptTokens, completionTokens },
    error: error === undefined ? undefined : new ModelError(error),
  };
}

/** `from`, `from + step`, …: so many moments. */
export function every(step: number, from: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => from + index * step);
}
