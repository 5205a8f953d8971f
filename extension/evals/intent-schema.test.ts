import assert from "node:assert/strict";
import type { Intent, StartRequest } from "../webview/evals/messages.ts";
import { parseIntent } from "./intent-schema.ts";

const evaluation: StartRequest = {
  kind: "evaluation",
  endpoint: "gpu1",
  model: "qwen3-coder",
  profile: "smoke",
  suites: [],
  withLoad: false,
};

function check(message: unknown, isIntent: boolean) {
  assert.deepEqual(parseIntent(message), isIntent ? message : undefined);
}

describe("parseIntent", () => {
  const intents: Intent[] = [
    { type: "ready" },
    { type: "lookAgain" },
    { type: "start", request: { ...evaluation, hardware: { gpus: 4, name: "H100" } } },
    { type: "start", request: { kind: "load", endpoint: "a", model: "m", profile: "published" } },
    {
      type: "start",
      request: { kind: "repository", endpoint: "a", model: "m", folder: "shop", holes: 60 },
    },
    { type: "stop" },
    { type: "openRun", id: "20260102-030405-abcdef" },
    { type: "close" },
    { type: "resume", id: "r" },
    { type: "regrade", id: "r" },
    { type: "deleteRun", id: "r" },
    { type: "openCase", id: "sql.a#1.0", epoch: 0 },
    { type: "compare", baseline: "r" },
    { type: "closeComparison" },
    { type: "export", format: "html" },
    { type: "copy", text: "" },
    { type: "openFile", path: "src/cart.ts", line: 14 },
    { type: "action", action: "setApiKey" },
  ];
  for (const intent of intents) {
    const what = "request" in intent ? `${intent.type} ${intent.request.kind}` : intent.type;
    it(`takes ${what}`, () => check(intent, true));
  }

  it("refuses what is no object", () => check("ready", false));
  it("refuses a type of its own", () => check({ type: "run", command: "rm" }, false));
  it("refuses a key that the contract does not have", () =>
    check({ type: "stop", id: "r" }, false));
  it("refuses an endpoint by URL beside the one in the settings", () =>
    check({ type: "start", request: { ...evaluation, url: "http://thief/v1" } }, false));
  it("refuses an unknown profile", () =>
    check({ type: "start", request: { ...evaluation, profile: "everything" } }, false));
  it("refuses hardware that nobody has", () =>
    check({ type: "start", request: { ...evaluation, hardware: { gpus: 0 } } }, false));
  it("refuses a case by a name that is no text", () =>
    check({ type: "openCase", id: 7, epoch: 0 }, false));
  it("refuses line 0", () => check({ type: "openFile", path: "a.ts", line: 0 }, false));
  it("refuses a command of VS Code as an action", () =>
    check({ type: "action", action: "workbench.action.quit" }, false));
  it("refuses to copy more than a clipboard is for", () =>
    check({ type: "copy", text: "x".repeat(1_000_001) }, false));
});
