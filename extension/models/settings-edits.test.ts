import assert from "node:assert/strict";
import { withChosenModel, withEndpoint } from "./settings-edits.ts";

const gpu1 = { id: "gpu1", url: "http://gpu1:8000/v1" };

describe("withEndpoint", () => {
  it("puts a new endpoint first, named for its host", () =>
    assert.deepEqual(withEndpoint([gpu1], "http://gpu2:8000/v1"), [
      { id: "gpu2-8000", url: "http://gpu2:8000/v1" },
      gpu1,
    ]));

  it("moves a known endpoint to the front and keeps its id", () =>
    assert.deepEqual(withEndpoint([{ id: "x", url: "http://x/v1" }, gpu1], gpu1.url), [
      gpu1,
      { id: "x", url: "http://x/v1" },
    ]));

  it("finds another id when the host's is taken", () =>
    assert.equal(
      withEndpoint([{ id: "gpu2-80", url: "http://gpu2/api" }], "http://gpu2/v1")[0]?.id,
      "gpu2-80-2",
    ));

  it("makes an id of an IPv6 address", () =>
    assert.equal(withEndpoint([], "http://[::1]:8000/v1")[0]?.id, "1-8000"));
});

describe("withChosenModel", () => {
  const config = { endpoints: [gpu1], models: [], routes: { inline: "fast" } };
  const choice = (model: string) => ({ endpoint: "gpu1", model, task: "chat" as const });

  it("adds the model and routes chat to it, leaving other routes alone", () =>
    assert.deepEqual(withChosenModel(config, choice("Qwen/Qwen3-Coder")), {
      models: [{ id: "Qwen-Qwen3-Coder", endpoint: "gpu1", model: "Qwen/Qwen3-Coder" }],
      routes: { inline: "fast", chat: "Qwen-Qwen3-Coder" },
    }));

  it("keeps what the settings say of a model already there", () => {
    const known = { id: "large", endpoint: "gpu1", model: "q", contextWindow: 9 };
    assert.deepEqual(withChosenModel({ ...config, models: [known] }, choice("q")), {
      models: [known],
      routes: { inline: "fast", chat: "large" },
    });
  });

  it("routes only inline completion to its model", () =>
    assert.deepEqual(withChosenModel(config, { ...choice("small"), task: "inline" }), {
      models: [{ id: "small", endpoint: "gpu1", model: "small" }],
      routes: { inline: "small" },
    }));
});
