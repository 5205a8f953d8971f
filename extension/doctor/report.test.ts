import assert from "node:assert/strict";
import type { StepResult } from "../../core/model/probe.ts";
import { connectionReport, verdict } from "./report.ts";

const ok: StepResult = { step: "url", outcome: "ok", summary: "The base URL is http://a/v1." };
const failed: StepResult = {
  step: "connect",
  outcome: "failed",
  summary: "Nothing is listening at a:80.",
  remedy: "Check the port.",
};
const warning: StepResult = { step: "tools", outcome: "warning", summary: "Tool calls are text." };

describe("verdict", () => {
  it("names the failing step", () =>
    assert.equal(verdict([ok, failed]), "Failed at “Connect”. Nothing is listening at a:80."));
  it("counts limitations", () =>
    assert.equal(verdict([ok, warning]), "It works, with one limitation."));
  it("says that everything works", () => assert.equal(verdict([ok]), "Everything works."));
});

describe("connectionReport", () => {
  it("shows every step with its remedy", () => {
    const report = connectionReport([{ id: "a", url: "http://a/v1", results: [ok, failed] }]);
    assert.match(report, /^# Tandem: connection check/);
    assert.match(
      report,
      /\| ✗ \| Connect \| Nothing is listening at a:80\. \*\*Check the port\.\*\* \|/,
    );
  });

  it("lets no server text break out of its cell", () => {
    const hostile = { ...failed, summary: "a | b\n# [x](command:evil) <img src=x>" };
    const report = connectionReport([{ id: "a", url: "http://a/v1", results: [hostile] }]);
    assert.ok(report.includes("a \\| b \\# \\[x\\](command:evil) \\<img src=x\\>"));
  });
});
