// What the probe tries against a tier that runs JavaScript in an interpreter.
import type { Sandbox, TierCheck } from "./sandbox.ts";

/** Nothing where the tier runs no scripts. */
export async function checkScripts(
  sandbox: Sandbox,
  _signal: AbortSignal,
): Promise<readonly TierCheck[]> {
  if (sandbox.runScript === undefined) return [];
  return [];
}
