// Tells when a gateway can never record anything again, because another one writes the audit log that it held. It does not
// know what follows from that.
import type { JournalHealth } from "./audit/entry.ts";

export type LossWatch = {
  /** Resolves once, with the sentence for whoever runs the gateway; never where all goes well. */
  lost: Promise<Error>;
  close(): void;
};

const everyMs = 1_000;

export function watchLoss(health: () => JournalHealth, ms = everyMs): LossWatch {
  const { promise: lost, resolve } = Promise.withResolvers<Error>();
  const timer = setInterval(() => {
    const { state, reason, log } = health();
    if (state !== "refusing" || reason !== "log_lost") return;
    clearInterval(timer);
    resolve(
      new Error(
        `Another gateway has taken over the audit log ${log}, so that this one can record nothing any more: start it again.`,
      ),
    );
  }, ms).unref();
  return { lost, close: () => clearInterval(timer) };
}
