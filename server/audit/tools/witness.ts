// Ships signed heads to places that this machine cannot take them back from: files, and servers that take them by POST. A
// slow or broken witness holds nobody up; it gets the newest head when it works again. It does not know what heads say.
import { open } from "node:fs/promises";
import { request } from "undici";

export type Witness = {
  /** Returns at once. */
  ship(note: string): void;
  /** Tries once more to ship what has not been, and resolves whatever comes of it. */
  close(): Promise<void>;
};

export type WitnessOptions = {
  /** Told once for every time a target begins to fail. */
  onError(target: string, error: unknown): void;
  /** Told once for every time it works again. */
  onWell?(target: string): void;
  /** For one POST. */
  timeoutMs?: number;
  /** Between two attempts. */
  retryMs?: number;
};

const defaults = { timeoutMs: 5000, retryMs: 5000 };

/** A target that begins with http:// or https:// is a server, everything else a file. */
export function createWitness(targets: readonly string[], options: WitnessOptions): Witness {
  const settings = { ...defaults, ...options };
  const lines = targets.map((target) => createLine(target, settings));
  return {
    ship(note) {
      for (const line of lines) line.ship(note);
    },
    async close() {
      await Promise.all(lines.map((line) => line.close()));
    },
  };
}

type Settings = WitnessOptions & typeof defaults;

/** At most one shipment under way and one that waits, which newer heads take the place of. */
function createLine(target: string, { onError, onWell, timeoutMs, retryMs }: Settings): Witness {
  const isServer = /^https?:\/\//i.test(target);
  let waiting: string | undefined;
  let timer: NodeJS.Timeout | undefined;
  let underWay: Promise<void> | undefined;
  let isFailing = false;
  let isClosed = false;

  const run = async () => {
    while (waiting !== undefined) {
      const note = waiting;
      waiting = undefined;
      try {
        await (isServer ? post(target, note, timeoutMs) : appendTo(target, note));
        if (isFailing) onWell?.(target);
        isFailing = false;
      } catch (error) {
        if (!isFailing) onError(target, error);
        isFailing = true;
        waiting ??= note;
        if (!isClosed) timer = setTimeout(start, retryMs).unref();
        return;
      }
    }
  };
  const start = () => {
    clearTimeout(timer);
    timer = undefined;
    underWay ??= run().finally(() => {
      underWay = undefined;
      if (waiting !== undefined && timer === undefined && !isClosed) start();
    });
  };
  return {
    ship(note) {
      if (isClosed) return;
      waiting = note;
      // While it fails, only the timer tries again.
      if (timer === undefined) start();
    },
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await underWay;
      if (waiting !== undefined) await run();
    },
  };
}

/** One empty line behind each note, so that a reader can tell a whole one from one that was cut off. */
async function appendTo(file: string, note: string): Promise<void> {
  const handle = await open(file, "a", 0o644);
  try {
    await handle.appendFile(`${note}\n`);
    await handle.datasync();
  } finally {
    await handle.close();
  }
}

async function post(url: string, note: string, timeoutMs: number): Promise<void> {
  const { statusCode, body } = await request(url, {
    method: "POST",
    headers: { "content-type": "text/plain; charset=utf-8" },
    body: note,
    signal: AbortSignal.timeout(timeoutMs),
  });
  await body.dump();
  if (statusCode < 200 || statusCode > 299) throw new WitnessRefused(statusCode);
}

/** A server answered, and did not take the head. */
export class WitnessRefused extends Error {
  readonly code = "witness_refused";

  constructor(status: number) {
    super(`The witness answered ${status}.`);
  }
}
