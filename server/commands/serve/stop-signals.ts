// What the process is told from outside while it serves: to read its configuration again, to stop, and to hurry up.

export type StopSignals = {
  /** Aborted with the first request to stop, for what is still being started. */
  signal: AbortSignal;
  whenAsked: Promise<void>;
  onAskedAgain(hurry: () => void): void;
  onReload(reload: () => Promise<void>): void;
  release(): void;
};

export function stopSignals(): StopSignals {
  const controller = new AbortController();
  const { promise: whenAsked, resolve } = Promise.withResolvers<void>();
  let hurry = () => {};
  let reload = () => Promise.resolve();
  const stop = () => {
    if (controller.signal.aborted) hurry();
    controller.abort();
    resolve();
  };
  // Without a listener a hang-up would end the process.
  const onHangUp = () => void reload();
  process.on("SIGINT", stop).on("SIGTERM", stop).on("SIGHUP", onHangUp);
  return {
    signal: controller.signal,
    whenAsked,
    onAskedAgain(next) {
      hurry = next;
    },
    onReload(next) {
      reload = next;
    },
    release() {
      process.off("SIGINT", stop).off("SIGTERM", stop).off("SIGHUP", onHangUp);
    },
  };
}
