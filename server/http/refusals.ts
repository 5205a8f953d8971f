// Counts the requests that came without a good key and records them once a minute: each one in the audit would let anybody
// fill it. It does not know what a key is.
import type { Journal } from "../audit/entry.ts";
import type { GatewayErrorCode } from "../gateway-error.ts";

export type Refusals = {
  count(code: GatewayErrorCode): void;
  /** Records what has not been. */
  close(): Promise<void>;
};

const everyMs = 60_000;

/** @param onError what cannot be recorded is counted again */
export function countRefusals(journal: Journal, onError: (error: unknown) => void): Refusals {
  let counts = new Map<GatewayErrorCode, number>();
  const record = async () => {
    if (counts.size === 0) return;
    const recorded = counts;
    counts = new Map();
    try {
      await journal.event({
        event: "requests_refused",
        by: "gateway",
        facts: Object.fromEntries(recorded),
      });
    } catch (error) {
      for (const [code, count] of recorded) counts.set(code, (counts.get(code) ?? 0) + count);
      onError(error);
    }
  };
  const timer = setInterval(() => void record(), everyMs).unref();
  return {
    count(code) {
      counts.set(code, (counts.get(code) ?? 0) + 1);
    },
    close() {
      clearInterval(timer);
      return record();
    },
  };
}
