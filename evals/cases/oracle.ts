// Runs a case's oracle: JavaScript that computes what depends on the drawn parameters, in an interpreter of its own
// (QuickJS compiled to WebAssembly) that has no files, no network, no clock and no chance but the seed.
import {
  newQuickJSWASMModuleFromVariant,
  type QuickJSContext,
  type QuickJSWASMModule,
  shouldInterruptAfterDeadline,
} from "quickjs-emscripten-core";
import * as z from "zod";
import { json } from "../../core/protocol/json.ts";
import type { Random } from "../random.ts";

export const oracleOutput = z.strictObject({
  /** Further placeholders. */
  values: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  /** Keys of the case's grader section that the file leaves out. */
  grader: z.record(z.string(), json).optional(),
  /** Further files of the case, or other texts for those that are there. */
  files: z.record(z.string(), z.string()).optional(),
});
export type OracleOutput = z.infer<typeof oracleOutput>;

export class OracleError extends Error {
  readonly code = "bad_oracle";
}

export type OracleInput = {
  /** `export default ({ params, random }) => ({ values, grader, files })`. */
  source: string;
  params: Record<string, string | number>;
  random: Random;
};

const limits = { memoryBytes: 128 * 2 ** 20, stackBytes: 256 * 2 ** 10, ms: 20_000 };

let loading: Promise<QuickJSWASMModule> | undefined;

/** @throws OracleError with what the script threw or what its result lacks */
export async function runOracle({ source, params, random }: OracleInput): Promise<OracleOutput> {
  // Almost a megabyte, which most verbs of the command that carries this never need.
  loading ??= newQuickJSWASMModuleFromVariant(import("@jitl/quickjs-singlefile-mjs-release-sync"));
  const quickJs = await loading;
  const runtime = quickJs.newRuntime();
  runtime.setMemoryLimit(limits.memoryBytes);
  runtime.setMaxStackSize(limits.stackBytes);
  runtime.setInterruptHandler(shouldInterruptAfterDeadline(Date.now() + limits.ms));
  runtime.setModuleLoader((name) => {
    if (name === "oracle") return source;
    throw new OracleError(`An oracle imports nothing, but this one asks for ${name}.`);
  });
  const context = runtime.newContext();
  const float = context.newFunction("float", () => context.newNumber(random.float()));
  context.setProp(context.global, "float", float);
  float.dispose();
  const text = evaluate(context, program(params));
  context.dispose();
  runtime.dispose();
  return parsed(text);
}

function program(params: Record<string, string | number>): string {
  return `import oracle from "oracle";
const next = globalThis.float;
delete globalThis.float;
const int = (low, high) => low + Math.floor(next() * (high - low + 1));
const random = {
  int,
  float: next,
  pick: (list) => list[int(0, list.length - 1)],
  shuffle(list) {
    const copy = [...list];
    for (let at = copy.length - 1; at > 0; at -= 1) {
      const other = int(0, at);
      [copy[at], copy[other]] = [copy[other], copy[at]];
    }
    return copy;
  },
};
Math.random = () => { throw new Error("Chance comes from random."); };
Date = undefined;
const output = oracle({ params: ${JSON.stringify(params)}, random });
if (output instanceof Promise) throw new Error("An oracle answers at once, not by a promise.");
globalThis.result = JSON.stringify(output);`;
}

function evaluate(context: QuickJSContext, code: string): string | undefined {
  const outcome = context.evalCode(code, "run", { type: "module", strict: true });
  const failure = outcome.error ?? context.runtime.executePendingJobs().error;
  if (failure) {
    // What was thrown may have left the interpreter in any state: the next run gets a new one.
    loading = undefined;
    throw thrownBy(context.dump(failure));
  }
  outcome.dispose();
  return context.getProp(context.global, "result").consume((handle) => context.dump(handle));
}

function thrownBy(thrown: unknown): OracleError {
  if (typeof thrown !== "object" || thrown === null || !("message" in thrown)) {
    return new OracleError(String(thrown));
  }
  const line = "stack" in thrown ? /oracle:(\d+)/.exec(String(thrown.stack))?.[1] : undefined;
  return new OracleError(`${String(thrown.message)}${line ? ` (line ${line})` : ""}`);
}

function parsed(text: string | undefined): OracleOutput {
  if (text === undefined) throw new OracleError("It returned nothing.");
  const result = oracleOutput.safeParse(JSON.parse(text));
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw new OracleError(`Its result is not valid: ${problems.join("; ")}.`);
}
