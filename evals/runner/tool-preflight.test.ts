// What the preflight says of the servers there are: simulated ones with and without the right flags.
import assert from "node:assert/strict";
import { sampleScript } from "../simulator/answers/sample-script.ts";
import { clientOf, withSimulator } from "../simulator/conformance/against-simulator.ts";
import type { StartOptions } from "../simulator/server.ts";
import { createSubject } from "./subject.ts";
import { type ToolPreflight, toolPreflight } from "./tool-preflight.ts";

const signal = new AbortController().signal;

type Expected = { ok: true; says?: RegExp } | { ok: false; fault: string; says: RegExp };

async function check(start: StartOptions, expected: Expected) {
  let found: ToolPreflight | undefined;
  await withSimulator({ models: ["model"], ...start }, async ({ url }) => {
    const client = clientOf(url);
    const subject = createSubject({
      client,
      model: "model",
      as: "model",
      seed: 1,
      contextWindow: undefined,
      retryDelaysMs: [],
    });
    found = await toolPreflight(subject, signal);
  });
  assert.ok(found);
  const { message } = found;
  assert.deepEqual(found.ok ? { ok: true } : { ok: false, fault: found.fault }, {
    ok: expected.ok,
    ...(expected.ok ? {} : { fault: expected.fault }),
  });
  assert.match(message, expected.says ?? /./);
}

const parsing = { enableAutoToolChoice: true, toolCallParser: "qwen3_coder" } as const;
const remedy = /--enable-auto-tool-choice --tool-call-parser qwen3_coder/;

describe("toolPreflight", () => {
  it("is content with a server that parses the calls", () =>
    check(parsing, { ok: true, says: /chosen by the model and forced/ }));
  it("calls calls that arrive as text a fault of the server and names the remedy", () =>
    check(
      { enableAutoToolChoice: true, toolCallParser: "hermes" },
      { ok: false, fault: "text", says: remedy },
    ));
  it("says the same of a server that refuses tools", () =>
    check({}, { ok: false, fault: "refused", says: remedy }));
  it("tells when no call comes at all", () =>
    check(
      {
        ...parsing,
        script: { ...sampleScript, exact: async () => ({ text: "I would rather not." }) },
      },
      { ok: false, fault: "none", says: remedy },
    ));
});
