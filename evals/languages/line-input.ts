// What drivers of compiled languages read on stdin: the nonce, then the arguments of each test on a line of their own.
import type { Json } from "../../core/protocol/json.ts";
import type { ProgramRequest } from "./kit.ts";
import { encodeLine } from "./line-codec.ts";

export function lineInput(
  { signature }: Pick<ProgramRequest, "signature">,
  { nonce, tests }: { nonce: string; tests: readonly (readonly Json[])[] },
): string {
  const lines = tests.map((args) =>
    signature.args.map((type, at) => encodeLine(args[at] ?? null, type)).join(" "),
  );
  return `${[nonce, ...lines].join("\n")}\n`;
}

/** The file's name without folders and ending: what modules are called. */
export function stemOf(file: string): string {
  return (file.split("/").at(-1) ?? file).replace(/\.[^.]*$/, "");
}
