// Decides whether a tier may be used: it runs the attacks that a hostile program would try, and one that gets through
// disables the tier with the reason. What was found holds for the life of this process.
import { attacks } from "./attacks.ts";
import {
  type Sandbox,
  SandboxError,
  type Tier,
  type TierCheck,
  type TierProbe,
} from "./sandbox.ts";
import { checkScripts } from "./script-attacks.ts";

const found = new Map<Tier, Promise<TierProbe>>();

/** @throws the signal's reason; a sandbox that fails is a finding */
export function probe(sandbox: Sandbox, signal: AbortSignal): Promise<TierProbe> {
  const { tier } = sandbox;
  const known = found.get(tier);
  if (known !== undefined) return known;
  const probing = attack(sandbox, signal);
  found.set(tier, probing);
  // An aborted probe has found nothing.
  probing.catch(() => found.delete(tier));
  return probing;
}

async function attack(sandbox: Sandbox, signal: AbortSignal): Promise<TierProbe> {
  const { tier } = sandbox;
  const checks: TierCheck[] = [];
  try {
    for await (const check of checkProcesses(sandbox, signal)) checks.push(check);
    checks.push(...(await checkScripts(sandbox, signal)));
  } catch (error) {
    if (!(error instanceof SandboxError)) throw error;
    checks.push({ name: "a harmless program", ok: false, detail: error.message });
  }
  const bad = checks.find(({ ok }) => !ok);
  if (bad === undefined) return { tier, ok: true, checks };
  return { tier, ok: false, problem: `${bad.name}: ${bad.detail}`, checks };
}

/** Ends with the first attack that gets through: what comes after it could do harm. */
async function* checkProcesses(
  sandbox: Sandbox,
  signal: AbortSignal,
): AsyncGenerator<TierCheck, void> {
  if (sandbox.openFolder === undefined) return;
  await using folder = await sandbox.openFolder(new Map());
  for (const { name, run } of attacks) {
    const problem = await run(folder, signal);
    yield problem === undefined ? { name, ok: true } : { name, ok: false, detail: problem };
    if (problem !== undefined) return;
  }
}
