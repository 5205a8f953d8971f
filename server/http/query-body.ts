// The body of one request: in memory while it is needed, and let go while its request waits and others need the room, once
// the audit log has it. It does not know how much room there is, nor how the log stores it.
import type { Entry } from "../audit/entry.ts";
import type { BodyHold } from "../scheduling/body-budget.ts";
import type { StopSignal } from "../stop.ts";

export type QueryBody = {
  /** Its request begins to wait. */
  lend(): void;
  /** Its turn has come. Rejects when it cannot be read back, with the signal's reason when aborted. */
  take(signal: StopSignal): Promise<Buffer>;
  /** Nobody needs it any more; harmless a second time. */
  give(): void;
};

/** Shorter ones cost more to read back than to keep. */
const keptBytes = 16 * 1024;

export function queryBody(body: Buffer, hold: BodyHold, entry: Entry): QueryBody {
  return new KeptBody(body, hold, entry);
}

/** A class, because thousands are alive at once, and each would carry a closure for every function. */
class KeptBody implements QueryBody {
  readonly #hold: BodyHold;
  readonly #entry: Entry;
  #kept: Buffer | undefined;
  #isWaiting = false;
  #isLent = false;
  #wasTaken = false;

  constructor(body: Buffer, hold: BodyHold, entry: Entry) {
    this.#kept = body;
    this.#hold = hold;
    this.#entry = entry;
  }

  lend(): void {
    this.#isWaiting = true;
    const isWorthLending = this.#kept === undefined || this.#kept.length > keptBytes;
    // Without an intent there is no answer either: whoever waits for it hears why.
    if (isWorthLending) this.#entry.durable.then(() => this.#lendNow(), ignoreHere);
  }

  take(signal: StopSignal): Promise<Buffer> {
    this.#isWaiting = false;
    if (this.#isLent || this.#kept === undefined) return this.#takeBack(signal);
    this.#wasTaken = true;
    return Promise.resolve(this.#kept);
  }

  give(): void {
    this.#isWaiting = false;
    this.#kept = undefined;
    this.#entry.dropBody();
    this.#hold.give();
  }

  async #takeBack(signal: StopSignal): Promise<Buffer> {
    if (this.#isLent) {
      this.#isLent = false;
      await this.#hold.resume(signal);
    }
    this.#kept ??= await this.#entry.readBody();
    this.#wasTaken = true;
    return this.#kept;
  }

  #lendNow(): void {
    // What only memory has is not to be had again: it goes on counting.
    if (!this.#isWaiting || this.#isLent || this.#entry.holdsBody) return;
    this.#isLent = true;
    this.#hold.lend(() => {
      // A socket may still be sending what an upstream answered before it had read it.
      if (this.#kept !== undefined && !this.#wasTaken) empty(this.#kept);
      this.#kept = undefined;
    });
  }
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
