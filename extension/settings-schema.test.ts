import assert from "node:assert/strict";
import manifest from "../package.json" with { type: "json" };
import { parseSettings, type RawSettings, settingKeys } from "./settings-schema.ts";

const valid: RawSettings = {
  endpoints: [{ id: "gpu1", url: "gpu1:8000" }],
  models: [{ id: "large", endpoint: "gpu1", model: "qwen/qwen3-coder", contextWindow: 32_768 }],
  routes: { chat: "large" },
  "chat.timeouts": { stalledSeconds: 5 },
  "completion.enabled": undefined,
  "completion.languages": { markdown: false },
  "completion.multiline": "never",
  "completion.maxTtftMs": 300,
  "completion.warmUp": false,
  "completion.otherFiles": false,
  "evals.runsFolder": "/srv/runs",
  "evals.concurrency": 16,
};

function check(changed: Partial<RawSettings>, problem: string) {
  const parsed = parseSettings({ ...valid, ...changed });
  assert.equal("problem" in parsed ? parsed.problem : "no problem", problem);
}

describe("parseSettings", () => {
  it("reads a configuration and normalises its URLs", () =>
    assert.deepEqual(parseSettings(valid), {
      endpoints: [{ id: "gpu1", url: "http://gpu1:8000/v1" }],
      models: [{ id: "large", endpoint: "gpu1", model: "qwen/qwen3-coder", contextWindow: 32_768 }],
      routes: { chat: "large" },
      timeouts: { firstByteMs: 120_000, stalledMs: 5000 },
      completion: {
        isEnabled: true,
        languages: { markdown: false },
        multiline: "never",
        maxTtftMs: 300,
        warmsUp: false,
        usesOtherFiles: false,
      },
      evals: { runsFolder: "/srv/runs", concurrency: 16 },
    }));

  it("takes nothing for the defaults", () => {
    const nothing = Object.fromEntries(settingKeys.map((key) => [key, undefined]));
    assert.deepEqual(parseSettings(nothing as RawSettings), {
      endpoints: [],
      models: [],
      routes: {},
      timeouts: { firstByteMs: 120_000, stalledMs: 60_000 },
      completion: {
        isEnabled: true,
        languages: {},
        multiline: "auto",
        maxTtftMs: 200,
        warmsUp: true,
        usesOtherFiles: true,
      },
      evals: { concurrency: 8 },
    });
  });

  it("agrees with the defaults that package.json declares", () => {
    const declared = Object.fromEntries(
      manifest.contributes.configuration
        .flatMap(({ properties }) => Object.entries(properties))
        .map(([key, setting]) => [key.slice("tandem.".length), setting.default]),
    );
    assert.deepEqual(Object.keys(declared).sort(), [...settingKeys].sort());
    const nothing = Object.fromEntries(settingKeys.map((key) => [key, undefined]));
    assert.deepEqual(parseSettings(declared as RawSettings), parseSettings(nothing as RawSettings));
  });

  const url = "must be a URL such as http://gpu1:8000/v1";
  it("names the entry of a bad URL", () =>
    check(
      {
        endpoints: [
          { id: "a", url: "http://a" },
          { id: "b", url: "ftp://b" },
        ],
      },
      `The setting tandem.endpoints[1].url ${url}, without a user name.`,
    ));
  it("refuses a URL with a password and does not repeat it", () =>
    check(
      { endpoints: [{ id: "a", url: "http://me:secret@a" }] },
      `The setting tandem.endpoints[0].url ${url}, without a user name.`,
    ));
  it("asks for a missing URL", () =>
    check({ endpoints: [{ id: "a" }] }, `The setting tandem.endpoints[0].url ${url}.`));
  it("asks for a list", () =>
    check({ endpoints: { id: "a" } }, "The setting tandem.endpoints must be a list."));
  it("asks for objects in the list", () =>
    check({ endpoints: ["http://a"] }, "The setting tandem.endpoints[0] must be an object."));
  it("names an unknown key", () =>
    check(
      { endpoints: [{ id: "a", url: "http://a", apiKey: "sk-1" }] },
      "The setting tandem.endpoints[0] has the unknown key “apiKey”.",
    ));
  it("names an unknown task", () =>
    check(
      { routes: { chatt: "large" } },
      "The setting tandem.routes has the unknown key “chatt”.",
    ));
  it("asks for an object of routes", () =>
    check({ routes: "large" }, "The setting tandem.routes must be an object."));
  it("refuses an id that is used twice", () =>
    check(
      {
        endpoints: [
          { id: "a", url: "http://a" },
          { id: "a", url: "http://b" },
        ],
      },
      "The setting tandem.endpoints[1].id repeats the id “a”.",
    ));
  it("refuses a negative context window", () =>
    check(
      { models: [{ id: "m", endpoint: "gpu1", model: "q", contextWindow: -1 }] },
      "The setting tandem.models[0].contextWindow must be at least 1.",
    ));
  it("refuses a timeout of zero", () =>
    check(
      { "chat.timeouts": { stalledSeconds: 0 } },
      "The setting tandem.chat.timeouts.stalledSeconds must be at least 1.",
    ));
  it("refuses a timeout that is no number", () =>
    check(
      { "chat.timeouts": { stalledSeconds: "10" } },
      "The setting tandem.chat.timeouts.stalledSeconds must be a number of seconds.",
    ));
  it("names the FIM families there are", () =>
    check(
      { models: [{ id: "m", endpoint: "gpu1", model: "q", fim: "gpt" }] },
      "The setting tandem.models[0].fim must be one of qwen, starcoder, codellama, deepseek, codestral, granite, codegemma, glm, seed, codegeex.",
    ));
  it("refuses a language that is neither on nor off", () =>
    check(
      { "completion.languages": { go: "no" } },
      "The setting tandem.completion.languages.go must be true or false.",
    ));
  it("refuses an unknown way of several lines", () =>
    check(
      { "completion.multiline": "sometimes" },
      "The setting tandem.completion.multiline must be one of auto, always, never.",
    ));
  it("refuses a limit of nothing", () =>
    check(
      { "completion.maxTtftMs": 0 },
      "The setting tandem.completion.maxTtftMs must be at least 1.",
    ));
  it("refuses a folder whose place depends on where VS Code was started", () =>
    check(
      { "evals.runsFolder": "runs" },
      "The setting tandem.evals.runsFolder must be an absolute path, or empty.",
    ));
  it("refuses more questions at a time than an endpoint is asked politely", () =>
    check({ "evals.concurrency": 65 }, "The setting tandem.evals.concurrency must be at most 64."));
});
