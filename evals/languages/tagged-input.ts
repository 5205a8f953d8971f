// What drivers in Python and JavaScript read on stdin: a line of JSON that says what to load and call, then the
// arguments of each test on a line of their own.
import type { Json } from "../../core/protocol/json.ts";
import type { ProgramRequest } from "./kit.ts";
import { encodeTagged } from "./tagged-json.ts";

/** `head` is what the driver of that language has to know beside nonce, entry and number of tests. */
export function taggedInput(
  { entry, signature }: Pick<ProgramRequest, "entry" | "signature">,
  { nonce, tests }: { nonce: string; tests: readonly (readonly Json[])[] },
  head: Record<string, Json>,
): string {
  const returns = signature.returns.kind !== "void";
  const first = JSON.stringify({ nonce, entry, returns, tests: tests.length, ...head });
  const lines = tests.map((args) => {
    const encoded = args.map((value, at) =>
      encodeTagged(value, signature.args[at] ?? { kind: "json" }),
    );
    return `[${encoded.join(",")}]`;
  });
  return `${[first, ...lines].join("\n")}\n`;
}
