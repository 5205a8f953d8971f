// One request from its headers to the last byte of its answer: whose it is, what it asks for, the audit's entry, an answer,
// and an ending that is recorded before it is seen. Every failure ends here as an answer, and none ends the process.
import type { IncomingMessage, ServerResponse } from "node:http";
import { GatewayError } from "../gateway-error.ts";
import type { KeyHolder } from "../keys/key-ring.ts";
import type { DataRoute } from "../routes/data-routes.ts";
import { account, type Ended } from "./account.ts";
import { type Client, meetClient, refuse } from "./client.ts";
import { type Ending, endingOf, internalError } from "./ending.ts";
import type { Parts } from "./parts.ts";
import { presentedKey } from "./presented-key.ts";
import { type Query, takeIn } from "./query.ts";
import { queryBody } from "./query-body.ts";
import type { Run } from "./run.ts";
import { serve } from "./serve.ts";

/** Never rejects. */
export async function exchange(
  request: IncomingMessage,
  response: ServerResponse,
  route: DataRoute,
  parts: Parts,
): Promise<void> {
  const client = meetClient(request, response);
  const id = parts.newId();
  parts.underWay.add(client);
  try {
    const startedAt = performance.now();
    const holder = holderOf(request, client, { id, parts });
    if (holder === undefined) return;
    const arrived = { request, holder, route, id, at: parts.now() };
    const query = await takeIn(arrived, parts, client.signal);
    await answer(query, client, { route, parts, startedAt });
  } catch (error) {
    parts.onError(error, id);
    if (client.hasBegun) client.cut();
    else refuse(client, id, internalError());
  } finally {
    leave(client, parts);
  }
}

/** Whoever ends the gateway ends connections next: what a slow client has not read yet would be lost. */
function leave(client: Client, { underWay, newTimer, config }: Parts): void {
  const timer = newTimer();
  // Nor is it kept for ever.
  timer.enter(config().timeouts.silenceMs, () => client.cut());
  client.whenOver(() => {
    timer.stop();
    underWay.delete(client);
  });
}

/** Undefined when it was refused: such requests are counted and not recorded, or anybody could fill the audit. */
export function holderOf(
  request: IncomingMessage,
  client: Client,
  { id, parts }: { id: string; parts: Pick<Parts, "keys" | "refusals"> },
): KeyHolder | undefined {
  try {
    return parts.keys.find(presentedKey(request.headers));
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    parts.refusals.count(error.code);
    refuse(client, id, error);
    return undefined;
  }
}

const nothing = Buffer.alloc(0);

type Setting = Pick<Run, "route" | "parts" | "startedAt">;

async function answer(query: Query, client: Client, setting: Setting): Promise<void> {
  const { route, parts, startedAt } = setting;
  const { facts, wanted } = query;
  const entry = parts.journal.open(facts, query.body);
  const run: Run = {
    id: facts.id,
    startedAt,
    parts,
    route,
    client,
    facts,
    entry,
    receivedAt: performance.now(),
    forwardOverheadMs: undefined,
    timer: parts.newTimer(),
    isDurable: false,
    wasSent: false,
    told: {},
  };
  entry.durable.then(
    () => {
      run.isDurable = true;
    },
    (error) => client.abort(asGatewayError(error, run)),
  );
  const body = queryBody(query.body, query.hold, entry);
  // Whoever needs it takes it from there; else it would stay as long as the answer takes.
  query.body = nothing;
  let ending: Ending;
  try {
    if (wanted instanceof GatewayError) ending = endingOf(wanted, wayOf(run));
    else ending = await serve(run, wanted, body);
  } catch (error) {
    ending = endingOf(asGatewayError(error, run), wayOf(run));
  } finally {
    body.give();
    run.timer.stop();
  }
  await close(run, ending);
}

/** The record first, then the end of the answer. */
async function close(run: Run, ending: Ending): Promise<void> {
  const { entry, facts, parts, told, startedAt } = run;
  const { outcome, status, error, captured } = ending;
  const endedAt = performance.now();
  const totalMs = endedAt - startedAt;
  const end: Ended = { ...told, outcome, status, at: parts.now(), totalMs };
  if (error !== undefined) end.error = error;
  if (captured !== undefined && captured.length > 0) entry.capture(captured);
  try {
    await entry.finish(end);
    ending.release();
  } catch (error) {
    releaseUnrecorded(run, asGatewayError(error, run));
  }
  const { forwardOverheadMs } = run;
  const returnOverheadMs = performance.now() - endedAt;
  account(parts, facts, end, { forwardOverheadMs, returnOverheadMs });
}

/** What cannot be recorded is not completed. */
function releaseUnrecorded(run: Run, error: GatewayError): void {
  if (error.code !== "audit_unavailable") run.parts.onError(error, run.id);
  endingOf(error, wayOf(run)).release();
}

function wayOf({ id, client, wasSent, facts }: Run) {
  return { id, client, wasSent, isStream: facts.stream };
}

function asGatewayError(error: unknown, { parts, id }: Run): GatewayError {
  if (error instanceof GatewayError) return error;
  parts.onError(error, id);
  return internalError();
}
