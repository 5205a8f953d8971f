// An answer in JavaScript as modules for an interpreter without processes, files and clock: the driver of last resort.
// Times are not measured, because an interpreter's say nothing about a program.
import type { Json } from "../../core/protocol/json.ts";
import { javaScriptCodec } from "./javascript-driver.ts";
import type { ProgramRequest } from "./kit.ts";
import { taggedInput } from "./tagged-input.ts";

/** Modules by name, `main` is run; expects the globals `print` and `stdin`. */
export function javaScriptScript(
  request: ProgramRequest,
  run: { nonce: string; tests: readonly (readonly Json[])[] },
): { modules: ReadonlyMap<string, string>; stdin: string } {
  return {
    modules: new Map([...request.files, ["main", main]]),
    stdin: taggedInput(request, run, { module: request.harness ?? request.candidate }),
  };
}

const main = `${javaScriptCodec}${String.raw`
// Proxies cannot be told from other objects here; what they return is data like everything else.
const { encode, decode } = codec(() => false);
const { print, stdin } = globalThis;
delete globalThis.print;
delete globalThis.stdin;
const silent = () => {};
globalThis.console = { log: silent, error: silent, warn: silent, info: silent, debug: silent };
const { parse } = JSON;
const { apply } = Reflect;
const { replace, slice } = String.prototype;
const text = String;
const lines = stdin.split("\n");
const head = parse(lines[0]);
const tests = lines.slice(1, head.tests + 1).map((line) => decode(parse(line)));
const send = (line) => print("\n" + head.nonce + " " + line);
const told = (thrown) => {
  let message = "?";
  try {
    message = thrown instanceof Error ? thrown.name + ": " + thrown.message : "thrown: " + text(thrown);
  } catch {}
  return apply(slice, apply(replace, message, [/[\r\n]+/g, " "]), [0, 300]);
};
const load = async () => {
  try {
    const module = await import(head.module);
    const { [head.entry]: entry } = module;
    if (typeof entry === "function") return entry;
    send("load missing 0 " + head.entry + " is not exported as a function");
  } catch (error) {
    send("load " + (error instanceof SyntaxError ? "syntax" : "error") + " 0 " + told(error));
  }
  return undefined;
};
const run = async (entry, args) => {
  try {
    const result = await apply(entry, undefined, args);
    try {
      return "v 0 " + (head.returns ? encode(result) : "null");
    } catch (error) {
      if (!(error instanceof Tamper)) throw error;
      return "x 0 " + error.message;
    }
  } catch (error) {
    return "t 0 " + told(error);
  }
};
const entry = await load();
if (entry !== undefined) {
  for (let at = 0; at < tests.length; at += 1) send(at + " " + (await run(entry, tests[at])));
  send("end");
}
`}`;
