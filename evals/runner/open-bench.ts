// What answers are graded with on this machine, and what the report says about it.
import type { RunHeader } from "../../core/protocol/evaluation.ts";
import type { Bench } from "../graders/grader.ts";
import { findToolchains } from "../languages/find-toolchains.ts";
import { chooseSandbox } from "../sandbox/choose.ts";
import type { Tier, TierProbe } from "../sandbox/sandbox.ts";

export type OpenBench = AsyncDisposable & Bench & { probes: readonly TierProbe[] };

/** @throws SandboxError when a wanted tier cannot be used */
export async function openBench(wanted: Tier | undefined, signal: AbortSignal): Promise<OpenBench> {
  const choice = wanted === undefined ? {} : { wanted };
  const [{ sandbox, probes }, toolchains] = await Promise.all([
    chooseSandbox(choice, signal),
    findToolchains(signal),
  ]);
  return {
    sandbox,
    probes,
    toolchains,
    [Symbol.asyncDispose]: () => sandbox[Symbol.asyncDispose](),
  };
}

export function benchFacts({
  sandbox,
  probes,
  toolchains,
}: OpenBench): Pick<RunHeader, "sandbox" | "toolchains" | "missingToolchains"> {
  const unavailable = probes.flatMap(({ tier, ok, problem }) =>
    ok ? [] : [[tier, problem ?? "its probe failed"] as const],
  );
  return {
    sandbox: {
      tier: sandbox.tier,
      description: sandbox.description,
      unavailable: Object.fromEntries(unavailable),
    },
    toolchains: Object.fromEntries(
      [...toolchains.found].map(([language, { version }]) => [language, version]),
    ),
    missingToolchains: Object.fromEntries(toolchains.missing),
  };
}
