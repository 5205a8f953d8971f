import assert from "node:assert/strict";
import type { Connection } from "../webview/messages.ts";
import { statusWords } from "./status-text.ts";

function check(state: Connection["state"], text: string, isSimulated = false, problem?: string) {
  assert.equal(statusWords({ state, label: "why", isSimulated }, problem).text, text);
}

describe("statusWords", () => {
  it("is quiet when all is well", () => check("ready", "$(check) Tandem"));
  it("says that the endpoint is simulated", () =>
    check("ready", "$(check) Tandem (simulated)", true));
  it("says that it is connecting", () => check("connecting", "$(loading~spin) Tandem: connecting"));
  it("says that the key was rejected", () => check("unauthorised", "$(key) Tandem: key rejected"));
  it("says that nothing answers", () =>
    check("unreachable", "$(debug-disconnect) Tandem: unreachable"));
  it("says that there is no model", () => check("noModel", "$(warning) Tandem: no model"));
  it("says that nothing is connected", () =>
    check("unconfigured", "$(plug) Tandem: not connected"));
  it("puts invalid settings first", () =>
    check("ready", "$(warning) Tandem: settings", false, "The setting tandem.routes is wrong."));
  it("explains itself in the tooltip", () =>
    assert.equal(
      statusWords(
        { state: "unreachable", label: "Nothing listens.", isSimulated: false },
        undefined,
      ).tooltip,
      "Nothing listens.",
    ));
});
