import assert from "node:assert/strict";
import type { GraderSpec } from "../../core/protocol/case-file.ts";
import type { Instance } from "../cases/instance.ts";
import { caseResult } from "./case-result.ts";

/** Only what a case result is made of. */
const instanceOf = (grader: GraderSpec): Instance => ({
  id: "long.x#1.0",
  file: {
    id: "long.x",
    version: 1,
    category: "long-context",
    tier: "easy",
    answer: { kind: "json" },
  } as Instance["file"],
  cluster: "long.x",
  prompt: "?",
  grader,
  answer: { kind: "json" },
  files: new Map(),
  references: [],
  mutants: [],
});

describe("caseResult", () => {
  const check = (name: string, grader: GraderSpec, expected: object | undefined) =>
    it(name, () => {
      const transcript = { instance: "long.x#1.0", epoch: 0, exchanges: [] };
      const result = caseResult(instanceOf(grader), transcript, { verdict: "pass", checks: [] });
      assert.deepEqual(result.haystack, expected);
    });
  const needle = { kind: "needle" as const, family: "single" as const, tokens: 8192 };
  check(
    "says how long a text is and where its needle lies",
    { ...needle, depth: 0.5 },
    {
      tokens: 8192,
      depth: 0.5,
    },
  );
  check("says no depth where there is none", { ...needle, family: "chain" }, { tokens: 8192 });
  check("has no haystack elsewhere", { kind: "chat", topic: "math", turns: [] }, undefined);
});
