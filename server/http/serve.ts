// Finds an upstream that answers: waits for a slot, asks, and asks the next one when that failed before the client saw
// anything. It does not know how an answer is passed on.
import { GatewayError } from "../gateway-error.ts";
import type { Slot, Target, Wish } from "../scheduling/slot.ts";
import { attemptAt } from "./attempt.ts";
import type { Ending } from "./ending.ts";
import { keepWaiting } from "./held-headers.ts";
import { eventStreamType, headersToClient } from "./pass-headers.ts";
import { type Failure, passOn } from "./pass-on.ts";
import type { Wanted } from "./query.ts";
import type { QueryBody } from "./query-body.ts";
import type { Run, Serving } from "./run.ts";

/** @throws GatewayError */
export async function serve(run: Run, wanted: Wanted, body: QueryBody): Promise<Ending> {
  const stopWaiting = run.facts.stream ? comfort(run, wanted) : undefined;
  const serving: Serving = {
    run,
    wanted,
    begin(status, headers) {
      stopWaiting?.();
      if (!run.client.hasBegun) run.client.begin(status, headers);
    },
  };
  try {
    return await tryInTurn(serving, body);
  } finally {
    stopWaiting?.();
  }
}

async function tryInTurn(serving: Serving, body: QueryBody): Promise<Ending> {
  const { run, wanted } = serving;
  let { tiers } = wanted.wish;
  let failure: Failure | undefined;
  for (;;) {
    const slot = await slotFor(
      { ...wanted.wish, tiers, isAgain: failure !== undefined },
      run,
      body,
    );
    if (slot instanceof GatewayError) {
      if (failure === undefined) throw slot;
      return passOn(failure, serving);
    }
    run.told.queuedMs = (run.told.queuedMs ?? 0) + slot.queuedMs;
    const result = await attemptAt(slot, { serving, body });
    if ("outcome" in result) return result;
    failure = result;
    run.told.tried = [...(run.told.tried ?? []), slot.target.upstream];
    tiers = without(tiers, slot.target);
    if (!failure.mayRetry || tiers.length === 0) return passOn(failure, serving);
  }
}

/** An error when none of its upstreams can be used. @throws the signal's reason */
async function slotFor(wish: Wish, run: Run, body: QueryBody): Promise<Slot | GatewayError> {
  const { client, parts } = run;
  body.lend();
  try {
    return await parts.admission.admit(wish, client.signal);
  } catch (error) {
    if (error instanceof GatewayError && error.code === "upstream_unavailable") return error;
    throw error;
  }
}

/** Comments while a stream waits, so that nothing in between gives up. */
function comfort(run: Run, { wish }: Wanted): () => void {
  const { client, parts } = run;
  // Which of them will answer is not known yet.
  const isSimulated = wish.tiers
    .flat()
    .some(({ upstream }) => parts.upstreams.get(upstream)?.isSimulated === true);
  return keepWaiting({
    everyMs: parts.config().admission.headersAfterMs,
    mayBegin: () => run.isDurable,
    say(comment) {
      if (!client.hasBegun) {
        client.begin(200, headersToClient(run.id, { type: eventStreamType, isSimulated }));
      }
      client.write(comment);
    },
  });
}

function without(tiers: Wish["tiers"], { upstream }: Target): Wish["tiers"] {
  return tiers
    .map((targets) => targets.filter((target) => target.upstream !== upstream))
    .filter((targets) => targets.length > 0);
}
