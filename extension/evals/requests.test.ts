import assert from "node:assert/strict";
import type { JobRequest } from "../../core/protocol/evaluation-process.ts";
import { parseSettings, type RawSettings, settingKeys } from "../settings-schema.ts";
import type { StartRequest } from "../webview/evals/messages.ts";
import { jobRequestOf } from "./requests.ts";

const settings: Partial<RawSettings> = {
  endpoints: [{ id: "gpu1", url: "http://gpu1:8000" }],
  models: [{ id: "fast", endpoint: "gpu1", model: "m", fim: "qwen" }],
  "evals.concurrency": 4,
};
const endpoint = { url: "http://gpu1:8000/v1", model: "m" };
const subject = { endpoint: "gpu1", model: "m" };

function check(
  request: StartRequest,
  expected: JobRequest | undefined,
  more: Partial<RawSettings> = {},
) {
  const none = Object.fromEntries(settingKeys.map((key) => [key, undefined]));
  const config = parseSettings({ ...none, ...settings, ...more } as RawSettings);
  assert.ok(!("problem" in config));
  const folderPath = (name: string) => (name === "shop" ? "/work/shop" : undefined);
  assert.deepEqual(jobRequestOf(request, { config, folderPath }), expected);
}

describe("jobRequestOf", () => {
  it("takes the URL from the settings, and how many questions at a time", () =>
    check(
      { kind: "evaluation", ...subject, profile: "smoke", suites: ["sql"], withLoad: true },
      {
        kind: "evaluation",
        endpoint,
        profile: "smoke",
        suites: ["sql"],
        seed: 1,
        concurrency: 4,
        withLoad: true,
      },
    ));
  it("passes on the declared hardware and where runs are kept", () =>
    check(
      { kind: "load", ...subject, profile: "published", hardware: { gpus: 4 } },
      {
        kind: "load",
        runsFolder: "/srv/runs",
        endpoint,
        profile: "published",
        seed: 1,
        hardware: { gpus: 4 },
      },
      { "evals.runsFolder": "/srv/runs" },
    ));
  it("finds the folder and the family that the settings name for the model", () =>
    check(
      { kind: "repository", ...subject, folder: "shop", holes: 60 },
      { kind: "repository", endpoint, folder: "/work/shop", holes: 60, seed: 1, fim: "qwen" },
    ));
  it("lets the probe find the family of a model that the settings do not name", () =>
    check(
      { kind: "repository", ...subject, model: "other", folder: "shop", holes: 1 },
      {
        kind: "repository",
        endpoint: { ...endpoint, model: "other" },
        folder: "/work/shop",
        holes: 1,
        seed: 1,
      },
    ));
  it("knows no endpoint but those of the settings", () =>
    check({ kind: "load", ...subject, endpoint: "http://x/v1", profile: "scorecard" }, undefined));
  it("knows no folder but those of the workspace", () =>
    check({ kind: "repository", ...subject, folder: "/etc", holes: 1 }, undefined));
});
