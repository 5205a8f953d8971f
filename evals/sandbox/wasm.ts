// The tier that runs everywhere and runs least: JavaScript modules in QuickJS, in a worker thread that is ended when it
// does not end by itself. It runs no processes and no other language.
import { Worker } from "node:worker_threads";
import { type Sandbox, SandboxError, type Script } from "./sandbox.ts";
import type { ScriptResult } from "./wasm-worker.ts";

/** The interpreter ends a script by itself; this much later it is taken for stuck, in a regular expression for example. */
const graceMs = 500;
/** Loading the interpreter, on a busy machine. */
const startMs = 5000;

export function openWasm(): Sandbox {
  return {
    tier: "wasm",
    description: "QuickJS in WebAssembly: JavaScript only, no processes",
    runScript,
    async [Symbol.asyncDispose]() {},
  };
}

async function runScript(script: Script, signal: AbortSignal) {
  signal.throwIfAborted();
  const startedAt = performance.now();
  const worker = new Worker(workerUrl(), {
    workerData: script,
    env: {},
    stdin: false,
    stdout: true,
    stderr: true,
  });
  const terminate = () => void worker.terminate();
  signal.addEventListener("abort", terminate, { once: true });
  const deadline = setTimeout(terminate, script.limits.wallMs + graceMs + startMs);
  try {
    const result = await resultOf(worker);
    signal.throwIfAborted();
    return { ...(result ?? stuck), wallMs: performance.now() - startedAt };
  } finally {
    clearTimeout(deadline);
    signal.removeEventListener("abort", terminate);
    await worker.terminate();
  }
}

const stuck: ScriptResult = {
  end: "timeout",
  exitCode: null,
  signal: null,
  stdout: "",
  stderr: "",
  stdoutCut: 0,
};

/** Undefined when it was terminated. @throws SandboxError when the interpreter itself failed */
function resultOf(worker: Worker): Promise<ScriptResult | undefined> {
  return new Promise((resolve, reject) => {
    // The only message of our own worker.
    worker.once("message", (result: ScriptResult) => resolve(result));
    worker.once("error", (error) =>
      reject(new SandboxError("failed", "The script interpreter failed.", error)),
    );
    worker.once("exit", () => resolve(undefined));
  });
}

/** Beside this file in a checkout, and beside the bundles, CommonJS as the editor's own, once there are bundles. */
function workerUrl(): URL {
  const extension = import.meta.url.endsWith(".ts") ? "ts" : "cjs";
  return new URL(`./wasm-worker.${extension}`, import.meta.url);
}
