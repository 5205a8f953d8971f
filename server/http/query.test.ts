import assert from "node:assert/strict";
import type { Role } from "../../core/protocol/gateway-key.ts";
import type { Task, TrafficClass } from "../../core/routing/task.ts";
import { classOf, taskOf } from "./query.ts";

describe("taskOf", () => {
  for (const [header, expected] of [
    ["inline", "inline"],
    ["batch", "batch"],
    [undefined, "chat"],
    ["inline, batch", "chat"],
    ["INLINE", "chat"],
    [["inline", "batch"], "chat"],
  ] as [string | string[] | undefined, Task][]) {
    it(`takes ${JSON.stringify(header)} as ${expected}`, () => {
      assert.equal(taskOf(header), expected);
    });
  }
});

describe("classOf", () => {
  for (const [task, role, expected] of [
    ["inline", "developer", "inline"],
    ["fix", "developer", "chat"],
    ["judge", "admin", "batch"],
    ["inline", "ci", "review"],
    ["chat", "ci", "review"],
    ["review", "ci", "review"],
    ["batch", "ci", "batch"],
  ] as [Task, Role, TrafficClass][]) {
    it(`serves ${task} of ${role} as ${expected}`, () => {
      assert.equal(classOf(task, role), expected);
    });
  }
});
