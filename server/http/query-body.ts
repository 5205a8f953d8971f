// The body of one request: in memory while it is needed, and let go while its request waits and others need the room, once
// the audit log has it. It does not know how much room there is, nor how the log stores it.
import type { Entry } from "../audit/entry.ts";
import type { BodyHold } from "../scheduling/body-budget.ts";

export type QueryBody = {
  /** Its request begins to wait. */
  lend(): void;
  /** Its turn has come. Rejects when it cannot be read back, with the signal's reason when aborted. */
  take(signal: AbortSignal): Promise<Buffer>;
  /** Nobody needs it any more; harmless a second time. */
  give(): void;
};

/** Shorter ones cost more to read back than to keep. */
const keptBytes = 16 * 1024;

export function queryBody(body: Buffer, hold: BodyHold, entry: Entry): QueryBody {
  let kept: Buffer | undefined = body;
  const isWorthLending = body.length > keptBytes;
  let isWaiting = false;
  let isLent = false;
  let wasTaken = false;
  const lendNow = () => {
    // What only memory has is not to be had again: it goes on counting.
    if (!isWaiting || isLent || entry.holdsBody) return;
    isLent = true;
    hold.lend(() => {
      // A socket may still be sending what an upstream answered before it had read it.
      if (kept !== undefined && !wasTaken) empty(kept);
      kept = undefined;
    });
  };
  return {
    lend() {
      isWaiting = true;
      // Without an intent there is no answer either: whoever waits for it hears why.
      if (isWorthLending) entry.durable.then(lendNow, ignoreHere);
    },
    async take(signal) {
      isWaiting = false;
      if (isLent) {
        isLent = false;
        await hold.resume(signal);
      }
      kept ??= await entry.readBody();
      wasTaken = true;
      return kept;
    },
    give() {
      isWaiting = false;
      kept = undefined;
      entry.dropBody();
      hold.give();
    },
  };
}

/**
 * Gives its memory back at once. Thousands of bodies that waited a while are old to the garbage collector, which comes for
 * them when there are hundreds of megabytes of them, whatever the budget says.
 */
function empty({ buffer, byteLength }: Buffer): void {
  // A part of something longer is not ours to empty.
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
}

function ignoreHere(): void {}
