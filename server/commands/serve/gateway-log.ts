// The gateway's own log: JSON lines on stderr, written in batches, and whole when the process ends.
import { type Logger, pino } from "pino";

const batchBytes = 64 * 1024;
const mostBytes = 16 * 1024 * 1024;
const flushMs = 1000;

export function gatewayLog(): { log: Logger; flush(): void } {
  const out = pino.destination({
    dest: 2,
    sync: false,
    minLength: batchBytes,
    maxWrite: 2 * batchBytes,
    // Lines are lost where nobody reads them, and not memory.
    maxLength: mostBytes,
    periodicFlush: flushMs,
  });
  // A reader that has gone ends no gateway.
  out.on("error", ignore);
  const log = pino({ base: null }, out);
  const flush = () => {
    try {
      out.flushSync();
    } catch (error) {
      // Nothing was written yet, or nobody reads on: there is nowhere to say so.
      if (!(error instanceof Error)) throw error;
    }
  };
  process.on("uncaughtExceptionMonitor", (error) => {
    log.fatal({ err: error }, "crashed");
    flush();
  });
  return { log, flush };
}

function ignore(): void {}
