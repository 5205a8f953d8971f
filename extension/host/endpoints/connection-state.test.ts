import assert from "node:assert/strict";
import { ModelError, type ModelErrorCode } from "../../../core/model/errors.ts";
import type { Route } from "../../../core/routing/route.ts";
import { retryDelayMs, stateOfError, stateOfModels } from "./connection-state.ts";

const endpoint = { id: "a", url: "http://gpu1:8000/v1" };
const anyModel: Route = { endpoint, why: "first" };
const routed: Route = { endpoint, why: "route", model: { id: "m", endpoint: "a", model: "qwen" } };
const served = (id: string, isSimulated = false) => ({ id, ownedBy: "vllm", isSimulated });

describe("stateOfModels", () => {
  it("is ready with the first model when none is named", () =>
    assert.deepEqual(stateOfModels(anyModel, [served("q1"), served("q2")]), {
      state: "ready",
      label: "q1 at gpu1:8000",
      isSimulated: false,
    }));
  it("is ready when the named model is served", () =>
    assert.equal(stateOfModels(routed, [served("other"), served("qwen")]).state, "ready"));
  it("says that the named model is not served", () =>
    assert.deepEqual(stateOfModels(routed, [served("other")]), {
      state: "noModel",
      label: "gpu1:8000 does not serve qwen.",
      isSimulated: false,
    }));
  it("says that nothing is served", () =>
    assert.equal(stateOfModels(anyModel, []).state, "noModel"));
  it("says that it is simulated", () =>
    assert.equal(stateOfModels(anyModel, [served("q", true)]).isSimulated, true));
});

describe("stateOfError", () => {
  const check = (code: ModelErrorCode, state: string | undefined) =>
    assert.equal(stateOfError(new ModelError(code))?.state, state);
  it("takes a rejected key for unauthorised", () => check("unauthorized", "unauthorised"));
  it("takes an unknown model for no model", () => check("model_not_found", "noModel"));
  it("takes a closed port for unreachable", () => check("refused", "unreachable"));
  it("takes a foreign server for unreachable", () => check("not_openai", "unreachable"));
  it("learns nothing from a full context window", () => check("context_length", undefined));
  it("learns nothing from a broken stream", () => check("stream_cut", undefined));
});

describe("retryDelayMs", () => {
  it("grows from half a minute to ten minutes", () =>
    assert.deepEqual([1, 2, 3, 9].map(retryDelayMs), [30_000, 60_000, 120_000, 600_000]));
});
