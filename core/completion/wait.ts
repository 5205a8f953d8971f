// Waiting that an abort ends at once.
import type { SetTimer } from "../model/inactivity.ts";

/** @throws the signal's reason when it aborts before the time is over */
export function wait(delayMs: number, setTimer: SetTimer, signal: AbortSignal): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  if (signal.aborted) return Promise.reject(signal.reason);
  const onAbort = () => {
    cancel();
    reject(signal.reason);
  };
  const cancel = setTimer(() => {
    signal.removeEventListener("abort", onAbort);
    resolve();
  }, delayMs);
  signal.addEventListener("abort", onAbort, { once: true });
  return promise;
}
