// The last step of the ladder: nothing is run, so that cases which need it are skipped and say so.
import type { Sandbox } from "./sandbox.ts";

export function openNone(): Sandbox {
  return {
    tier: "none",
    description: "no sandbox: nothing is executed, and cases that need it are skipped",
    async [Symbol.asyncDispose]() {},
  };
}
