// A response body that reports every piece it waits for and receives, and that is read to its end even when its reader
// stops at `[DONE]`. Knows nothing of what the bytes mean.
import type { InactivityWatch, SetTimer } from "./inactivity.ts";

export type LiveBodyOptions = {
  watch: InactivityWatch;
  setTimer: SetTimer;
  /** Ends the exchange and closes its socket. */
  abort: () => void;
};

const drainLimitMs = 1000;

/**
 * The SDK cancels the body at `[DONE]`, while the end of the chunked encoding is mostly still on its way. The runtime
 * answers such a cancel by closing the connection, and every request would pay for a new one; so the rest is drained.
 */
export function liveBody(body: ReadableStream<Uint8Array>, options: LiveBodyOptions) {
  const { watch, setTimer, abort } = options;
  const reader = body.getReader();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        watch.await();
        const { done, value } = await reader.read();
        watch.arrived();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel() {
        watch.stop();
        drain(reader, setTimer(abort, drainLimitMs), abort);
      },
    },
    // Nothing is read ahead, so that waiting is measured where it happens.
    { highWaterMark: 0 },
  );
}

function drain(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  cancelTimer: () => void,
  abort: () => void,
): void {
  const readOn = (): Promise<void> =>
    reader.read().then(({ done }) => (done ? undefined : readOn()));
  // A connection that breaks after the answer was complete concerns nobody; it only cannot be used again.
  readOn().then(cancelTimer, () => {
    cancelTimer();
    abort();
  });
}
