import assert from "node:assert/strict";
import { setup } from "../test/sample-runs.ts";
import type { StartRequest } from "./messages.ts";
import { durationText, summaryOf } from "./start-summary.ts";

function check(request: StartRequest, expected: string) {
  it(expected, () => assert.equal(summaryOf(request, setup), expected));
}

const target = { endpoint: "gpu1", model: "qwen3-coder" };
const evaluation = {
  kind: "evaluation" as const,
  ...target,
  suites: [],
  withLoad: false,
};

describe("summaryOf", () => {
  check(
    { ...evaluation, profile: "smoke" },
    "13 questions to qwen3-coder at gpu1.example.com:8000, about a minute",
  );
  check(
    { ...evaluation, profile: "standard", withLoad: true },
    "419 questions and a load test to qwen3-coder at gpu1.example.com:8000, about 25 minutes",
  );
  check(
    { ...evaluation, profile: "standard", suites: ["sql", "regex"] },
    "46 questions to qwen3-coder at gpu1.example.com:8000, about 2 minutes",
  );
  check(
    { ...evaluation, profile: "smoke", suites: ["sql"], endpoint: "gone" },
    "1 question to qwen3-coder at gone, about a minute",
  );
  check(
    { kind: "load", ...target, profile: "published" },
    "Load test of qwen3-coder at gpu1.example.com:8000, about 20 minutes",
  );
  check(
    { kind: "repository", ...target, folder: "shop", holes: 60 },
    "60 holes of shop, filled in by qwen3-coder at gpu1.example.com:8000",
  );
});

describe("durationText", () => {
  for (const [minutes, expected] of [
    [0.1, "about a minute"],
    [1.49, "about a minute"],
    [1.5, "about 2 minutes"],
    [9.4, "about 9 minutes"],
    [19.6, "about 20 minutes"],
    [49, "about 50 minutes"],
    [88, "an hour or more"],
  ] as const) {
    it(`${minutes}: ${expected}`, () => assert.equal(durationText(minutes), expected));
  }
});
