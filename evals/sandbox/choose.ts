// Walks the ladder from the strongest tier down and takes the first that its probe lets through. Whoever asks for one
// tier gets that or an error: nothing weaker is ever taken in silence.
import { openBubblewrap } from "./bubblewrap.ts";
import { openContainer } from "./container.ts";
import { openNone } from "./none.ts";
import { probe } from "./probe.ts";
import { type Sandbox, SandboxError, type Tier, type TierProbe, tiers } from "./sandbox.ts";
import { openSeatbelt } from "./seatbelt.ts";
import { openWasm } from "./wasm.ts";

export type ChosenSandbox = {
  sandbox: Sandbox;
  /** Every tier that was looked at, the chosen one last. */
  probes: readonly TierProbe[];
};

/** @throws SandboxError `unavailable` when the wanted tier cannot be used, the signal's reason when aborted */
export async function chooseSandbox(
  options: { wanted?: Tier },
  signal: AbortSignal,
): Promise<ChosenSandbox> {
  const probes: TierProbe[] = [];
  for (const tier of options.wanted === undefined ? tiers : [options.wanted]) {
    signal.throwIfAborted();
    const tried = await tryTier(tier, signal);
    probes.push(tried.probe);
    if (tried.sandbox !== undefined) return { sandbox: tried.sandbox, probes };
  }
  const reasons = probes.map(
    ({ tier, problem }) => `The sandbox ${tier} cannot be used: ${problem}`,
  );
  throw new SandboxError("unavailable", reasons.join("; "));
}

type Tried = { probe: TierProbe; sandbox?: Sandbox };

async function tryTier(tier: Tier, signal: AbortSignal): Promise<Tried> {
  let sandbox: Sandbox;
  try {
    sandbox = await openers[tier](signal);
  } catch (error) {
    if (!(error instanceof SandboxError)) throw error;
    return { probe: { tier, ok: false, problem: error.message, checks: [] } };
  }
  try {
    const found = await probe(sandbox, signal);
    if (found.ok) return { probe: found, sandbox };
    await sandbox[Symbol.asyncDispose]();
    return { probe: found };
  } catch (error) {
    await sandbox[Symbol.asyncDispose]();
    throw error;
  }
}

const openers: Record<Tier, (signal: AbortSignal) => Sandbox | Promise<Sandbox>> = {
  container: (signal) => openContainer(process.env, signal),
  bubblewrap: () => openBubblewrap(),
  seatbelt: openSeatbelt,
  wasm: openWasm,
  none: openNone,
};
