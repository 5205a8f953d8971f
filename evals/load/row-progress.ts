// Says how far a row is, not more often than a person can see.
import type { LoadEvent } from "../../core/protocol/load-test.ts";
import { type RowPlan, rowLabel } from "./load-plan.ts";

/** Often enough to watch, rarely enough not to be measured. */
const progressIntervalMs = 200;

/** Reports the start at once; the result reports what is done. */
export function progressOf(
  plan: RowPlan,
  row: number,
  emit: (event: LoadEvent) => void,
): (done: number) => void {
  const label = rowLabel(plan);
  const report = (done: number) =>
    emit({ kind: "load-progress", row, label, done, of: plan.requests });
  let reportedAt = performance.now();
  report(0);
  return (done: number) => {
    const now = performance.now();
    if (done < plan.requests && now - reportedAt < progressIntervalMs) return;
    reportedAt = now;
    report(done);
  };
}
