// Runs one script in QuickJS, itself compiled to WebAssembly: the script reaches nothing but the memory of that
// interpreter. Lives in a worker thread, so that whatever does not stop by itself can be ended from outside.
import { parentPort, workerData } from "node:worker_threads";
import variant from "@jitl/quickjs-singlefile-mjs-release-sync";
import {
  newQuickJSWASMModuleFromVariant,
  type QuickJSContext,
  type QuickJSHandle,
  type QuickJSRuntime,
} from "quickjs-emscripten-core";
import { collectOutput } from "./output.ts";
import type { Outcome, Script } from "./sandbox.ts";

/** All of the outcome but what only the thread's owner can tell. */
export type ScriptResult = Omit<Outcome, "wallMs">;

const floodFactor = 10;
/** Deep recursion of honest programs fits; the interpreter's own C stack is larger. */
const stackBytes = 512 * 1024;

// Whoever starts this file passes a script; outside of a worker there is no port. What fails ends the thread with it.
void runIsolated(workerData as Script).then((result) => parentPort?.postMessage(result));

async function runIsolated({ modules, stdin, limits }: Script): Promise<ScriptResult> {
  const quickjs = await newQuickJSWASMModuleFromVariant(variant);
  const runtime = quickjs.newRuntime();
  const deadline = Date.now() + limits.wallMs;
  let end: Outcome["end"] = "exited";
  const stdout = collectOutput(limits.outputBytes);
  runtime.setMemoryLimit(limits.memoryBytes);
  runtime.setMaxStackSize(stackBytes);
  runtime.setInterruptHandler(() => {
    if (end === "exited" && Date.now() >= deadline) end = "timeout";
    return end !== "exited";
  });
  runtime.setModuleLoader(
    (name) => modules.get(name) ?? { error: new Error(`There is no module ${name}`) },
    (_from, requested) => requested.replace(/^\.\//, ""),
  );
  const context = runtime.newContext();
  define(context, stdin, (text) => {
    stdout.add(Buffer.from(`${text}\n`));
    if (stdout.total > floodFactor * limits.outputBytes) end = "output-limit";
  });
  const failure = evaluate(runtime, context, modules.get("main") ?? "");
  // QuickJS gives no other sign; a script that throws the very same fails under another name.
  if (end === "exited" && failure?.startsWith("InternalError: out of memory")) end = "memory";
  const isFine = failure === undefined;
  const stderr = collectOutput(limits.outputBytes);
  stderr.add(Buffer.from(failure ?? ""));
  return {
    end,
    exitCode: end === "exited" ? Number(!isFine) : null,
    signal: null,
    stdout: stdout.text(),
    stderr: stderr.text(),
    stdoutCut: stdout.cut,
  };
}

/** The only two globals beside the language: `print(text)` and `stdin`. */
function define(context: QuickJSContext, stdin: string, print: (text: string) => void): void {
  const printing = context.newFunction("print", (...values: QuickJSHandle[]) =>
    print(values.map((value) => context.getString(value)).join(" ")),
  );
  printing.consume((handle) => context.setProp(context.global, "print", handle));
  context.newString(stdin).consume((handle) => context.setProp(context.global, "stdin", handle));
}

/** Undefined when the module ran to its end, or else its error with the stack. */
function evaluate(
  runtime: QuickJSRuntime,
  context: QuickJSContext,
  code: string,
): string | undefined {
  const result = context.evalCode(code, "main", { type: "module" });
  if (result.error) return describe(context, result.error);
  const jobs = runtime.executePendingJobs();
  if (jobs.error) return describe(context, jobs.error);
  const state = context.getPromiseState(result.value);
  if (state.type === "rejected") return describe(context, state.error);
  return state.type === "pending" ? "It awaits what never comes." : undefined;
}

function describe(context: QuickJSContext, error: QuickJSHandle): string {
  const text = context.getString(error);
  const stack = context.getProp(error, "stack").consume((handle) => context.getString(handle));
  return `${text}\n${stack}`;
}
