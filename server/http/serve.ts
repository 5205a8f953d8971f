// Finds an upstream that answers: waits for a slot, asks, and asks the next one when that failed before the client saw
// anything. It does not know how an answer is passed on.
import { GatewayError } from "../gateway-error.ts";
import { upstreamUnavailable } from "../scheduling/admission.ts";
import type { Slot, Target, Wish } from "../scheduling/slot.ts";
import { attemptAt } from "./attempt.ts";
import type { Ending } from "./ending.ts";
import { keepWaiting } from "./held-headers.ts";
import { eventStreamType, headersToClient } from "./pass-headers.ts";
import { type Failure, passOn } from "./pass-on.ts";
import type { Wanted } from "./query.ts";
import type { QueryBody } from "./query-body.ts";
import type { Run, Serving } from "./run.ts";

/** Rejects with GatewayError. */
export function serve(run: Run, wanted: Wanted, body: QueryBody): Promise<Ending> {
  const stopWaiting = run.facts.stream ? comfort(run, wanted) : undefined;
  const serving: Serving = {
    run,
    wanted,
    begin(status, headers) {
      stopWaiting?.();
      if (!run.client.hasBegun) run.client.begin(status, headers);
    },
  };
  const ending = tryInTurn(serving, body);
  return stopWaiting === undefined ? ending : ending.finally(stopWaiting);
}

async function tryInTurn(serving: Serving, body: QueryBody): Promise<Ending> {
  const { run, wanted } = serving;
  /** Those that may still be asked: all that did not fail with the request in their hands. */
  let open = wanted.wish.tiers;
  let tiers = open;
  let failure: Failure | undefined;
  let outage: { since: number; rounds: number } | undefined;
  for (;;) {
    const { wish } = wanted;
    const isAgain = failure !== undefined;
    const slot = await slotFor(isAgain ? { ...wish, tiers, isAgain } : wish, run, body);
    if (slot instanceof GatewayError) {
      if (failure === undefined || failure.isUnsent) throw slot;
      return passOn(failure, serving);
    }
    run.told.queuedMs = (run.told.queuedMs ?? 0) + slot.queuedMs;
    const since = performance.now();
    const result = await attemptAt(slot, { serving, body });
    if ("outcome" in result) return result;
    failure = result;
    noteTried(run, slot.target);
    tiers = without(tiers, slot.target);
    if (!failure.mayRetry) return passOn(failure, serving);
    if (failure.isUnsent) outage ??= { since, rounds: 0 };
    else open = without(open, slot.target);
    if (tiers.length > 0) continue;
    if (open.length === 0 || outage === undefined) return passOn(failure, serving);
    // It was sent to nobody: it waits for one of them as if it had come while all of them were down.
    outage.rounds += 1;
    const { noUpstreamMs } = run.parts.config().timeouts;
    const isOver = outage.rounds > mostRounds || performance.now() - outage.since >= noUpstreamMs;
    if (isOver) throw upstreamUnavailable();
    tiers = open;
  }
}

/** More than it takes to open the circuit of every upstream: from then on nothing is tried until one of them is well. */
const mostRounds = 8;

function noteTried({ told }: Run, { upstream }: Target): void {
  if (!told.tried?.includes(upstream)) told.tried = [...(told.tried ?? []), upstream];
}

/** An error when none of its upstreams can be used. Rejects with the signal's reason. */
function slotFor(wish: Wish, run: Run, body: QueryBody): Promise<Slot | GatewayError> {
  const { client, parts } = run;
  body.lend();
  return parts.admission.admit(wish, client.signal).catch(ifUnavailable);
}

function ifUnavailable(error: unknown): GatewayError {
  if (error instanceof GatewayError && error.code === "upstream_unavailable") return error;
  throw error;
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
