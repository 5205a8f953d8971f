// The default limits of what runs in a sandbox, each once and with its reason. A case may ask for other ones.
import type { Limits } from "./sandbox.ts";

const mebi = 1024 * 1024;

/**
 * Node 24, `go build` and `javac` stay below 450 MB resident on small programs; ThreadSanitizer needs about as much
 * again. The JVM gets its own `-Xmx` from its toolchain.
 */
const compileMemoryBytes = 1536 * mebi;
const runMemoryBytes = 512 * mebi;

/** A Go or Java runtime starts 15 to 30 threads on a small machine; threads count like processes. */
const compileProcesses = 256;
const runProcesses = 64;

/** One size for both, because a folder is shared by what compiles and what runs: `go test -race` leaves about 60 MB. */
const diskBytes = 256 * mebi;

/** Kept of each stream; compiler errors and test reports are far below. */
const outputBytes = mebi;

/** g++ takes 1.3 s and the first `go test -race` 2.8 s on two idle cores; the rest is room for busy machines. */
export const compileLimits: Limits = {
  wallMs: 60_000,
  memoryBytes: compileMemoryBytes,
  processes: compileProcesses,
  diskBytes,
  outputBytes,
};

/** At least 4 s, so that the start of a JVM on a busy machine is not taken for an endless loop. */
export const runLimits: Limits = {
  wallMs: 10_000,
  memoryBytes: runMemoryBytes,
  processes: runProcesses,
  diskBytes,
  outputBytes,
};

/** Moving files into and out of a work folder: our own script, a few small processes. */
export const transferLimits: Limits = {
  wallMs: 20_000,
  memoryBytes: 256 * mebi,
  processes: 32,
  diskBytes,
  outputBytes: 64 * 1024,
};
