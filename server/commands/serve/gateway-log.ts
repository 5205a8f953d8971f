// The gateway's own log on stderr: JSON lines, written in batches, and whole when the process ends; at a terminal, lines for
// people as they come.
import { type Logger, pino } from "pino";
import { terminalLine } from "./terminal-line.ts";

const batchLength = 64 * 1024;
const mostBytes = 16 * 1024 * 1024;
const flushMs = 1000;

export function gatewayLog(): { log: Logger; writeLog(line: string): void; flush(): void } {
  const out = pino.destination({
    dest: 2,
    sync: false,
    maxWrite: 4 * batchLength,
    // Lines are lost where nobody reads them, and not memory.
    maxLength: mostBytes,
  });
  // A reader that has gone ends no gateway.
  out.on("error", ignore);
  // Gathered here: pino's destination would copy all it has gathered for every line, 35 kB and 12 µs each.
  let lines: string[] = [];
  let length = 0;
  const handOver = () => {
    if (lines.length === 0) return;
    const text = lines.join("");
    lines = [];
    length = 0;
    out.write(text);
  };
  const writeLog = (line: string) => {
    if (process.stderr.isTTY) {
      out.write(terminalLine(line));
      return;
    }
    lines.push(line);
    length += line.length;
    if (length >= batchLength) handOver();
  };
  setInterval(handOver, flushMs).unref();
  const log = pino({ base: null }, { write: writeLog });
  const flush = () => {
    try {
      handOver();
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
  return { log, writeLog, flush };
}

function ignore(): void {}
