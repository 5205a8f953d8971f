// Runs a handful of plain scripts and calls their functions, in an interpreter (QuickJS compiled to WebAssembly) without
// files, network, clock and chance. What it may use is counted in steps, not in time, so that the same scripts come to the
// same results on every machine.
import {
  newQuickJSWASMModuleFromVariant,
  type QuickJSContext,
  type QuickJSHandle,
  type QuickJSWASMModule,
} from "quickjs-emscripten-core";
import type { Json } from "../../core/protocol/json.ts";
import { bigNumber, callerSource, guards } from "./script-guards.ts";

export type Outcome = { value: Json } | { error: string };

export type ScriptRun = {
  /** Loaded in order into one global scope. */
  scripts: readonly { name: string; text: string }[];
  /** Names are the authors' own: they are evaluated. */
  calls: readonly { name: string; arguments: readonly Json[] }[];
};

export type Engine = {
  /** One outcome a call; a script that does not load fails all of them. */
  run(work: ScriptRun): Outcome[];
};

/** `ticks`: each about ten thousand loops or calls. */
const limits = { memoryBytes: 16 * 2 ** 20, stackBytes: 128 * 2 ** 10, ticks: 100 };

/** An engine has an interpreter of its own, so that one which was wrecked takes nothing else with it. */
export async function loadEngine(): Promise<Engine> {
  // Almost a megabyte, which most verbs of the command that carries this never need.
  const quickJs = await newQuickJSWASMModuleFromVariant(
    import("@jitl/quickjs-singlefile-mjs-release-sync"),
  );
  let isWrecked = false;
  return {
    run(work) {
      const crashed = () => work.calls.map(() => ({ error: "The engine has crashed." }));
      if (isWrecked) return crashed();
      try {
        return runScripts(quickJs, work);
      } catch (error) {
        // Whatever else an engine throws came from what it ran: RuntimeError from WebAssembly, or one of the host's own.
        if (!(error instanceof Error)) throw error;
        isWrecked = true;
        return crashed();
      }
    },
  };
}

function runScripts(quickJs: QuickJSWASMModule, { scripts, calls }: ScriptRun): Outcome[] {
  const runtime = quickJs.newRuntime();
  runtime.setMemoryLimit(limits.memoryBytes);
  runtime.setMaxStackSize(limits.stackBytes);
  let ticks = 0;
  runtime.setInterruptHandler(() => {
    ticks += 1;
    return ticks > limits.ticks;
  });
  const context = runtime.newContext({ intrinsics });
  evaluate(context, guards, "engine");
  const caller = evaluate(context, callerSource, "engine");
  const failure = scripts.map(({ name, text }) => load(context, name, text)).find(Boolean);
  const outcomes = calls.map((call): Outcome => {
    ticks = 0;
    return failure === undefined ? outcomeOf(context, caller, call) : { error: failure };
  });
  caller.dispose();
  // Not in a `finally`: an interpreter that has crashed is thrown away as a whole.
  context.dispose();
  runtime.dispose();
  return outcomes;
}

const intrinsics = {
  BaseObjects: true,
  Eval: true,
  JSON: true,
  MapSet: true,
  Promise: true,
};

function evaluate(context: QuickJSContext, code: string, name: string): QuickJSHandle {
  return context.unwrapResult(context.evalCode(code, name, { type: "global" }));
}

/** What went wrong, if anything did. */
function load(context: QuickJSContext, name: string, text: string): string | undefined {
  if (bigNumber.test(text)) return `${name}: SyntaxError: BigInt is not supported`;
  const outcome = context.evalCode(text, name, { type: "global" });
  if (outcome.error) return `${name}: ${thrown(context, outcome.error)}`;
  outcome.value.dispose();
  return undefined;
}

function outcomeOf(
  context: QuickJSContext,
  caller: QuickJSHandle,
  { name, arguments: given }: ScriptRun["calls"][number],
): Outcome {
  const found = context.evalCode(name, "engine", { type: "global" });
  if (found.error) return { error: thrown(context, found.error) };
  const text = context.newString(JSON.stringify(given));
  const outcome = context.callFunction(caller, context.undefined, found.value, text);
  found.value.dispose();
  text.dispose();
  if (outcome.error) return { error: thrown(context, outcome.error) };
  const returned: unknown = outcome.value.consume((handle) => context.dump(handle));
  if (typeof returned !== "string") return { error: "It returned nothing that is JSON." };
  return { value: JSON.parse(returned) };
}

const maxMessage = 200;

function thrown(context: QuickJSContext, error: QuickJSHandle): string {
  const dumped: unknown = error.consume((handle) => context.dump(handle));
  const message =
    typeof dumped === "object" && dumped !== null && "message" in dumped
      ? `${"name" in dumped ? `${String(dumped.name)}: ` : ""}${String(dumped.message)}`
      : String(dumped);
  return message.slice(0, maxMessage);
}
