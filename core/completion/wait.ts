// Waiting that an abort ends at once: for a time, or for somebody else's work.
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

/** @throws the signal's reason when it aborts first; the work itself goes on */
export async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  const { promise, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(signal.reason);
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}
