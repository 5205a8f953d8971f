// Counts the requests that were served and not recorded, and makes the record that says how many. It does not know why
// nothing could be recorded, nor when it can again.
import type { Item } from "./committer.ts";
import { encodeMeta, gapOf } from "./meta.ts";
import { nothing } from "./record.ts";

export type Gaps = {
  readonly missing: number;
  missed(error: unknown): void;
  /** A gap record to write, unless nothing is missing or one is on its way. */
  take(): Item | undefined;
};

export function createGaps(
  now: () => number,
  onFailure: () => "refuse" | "gap",
  onRecorded: () => void,
): Gaps {
  let missing = 0;
  let fromAt = 0;
  let reason = "";
  let isUnderWay = false;
  return {
    get missing() {
      return missing;
    },
    missed(error) {
      if (onFailure() === "refuse") return;
      if (missing === 0) fromAt = now();
      missing += 1;
      reason = reasonOf(error);
    },
    take() {
      if (missing === 0 || isUnderWay) return undefined;
      const requests = missing;
      const gap = gapOf({ at: now(), fromAt, requests, reason });
      isUnderWay = true;
      return {
        meta: encodeMeta(gap),
        payload: undefined,
        commitment: nothing,
        held: 0,
        queuedAt: performance.now(),
        durable() {
          isUnderWay = false;
          missing -= requests;
          fromAt = gap.at;
          onRecorded();
        },
        troubled() {},
        late() {},
        isGivenUp: () => false,
      };
    },
  };
}

/** errno or SQLSTATE where there is one. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  return "code" in error && typeof error.code === "string" ? error.code : error.name;
}
