// Passes an upstream's answer on, streamed or whole, up to but without what makes it complete, and says how the exchange
// ends. It does not know who else might have answered.
import { GatewayError } from "../gateway-error.ts";
import type { Upstream } from "../upstreams/upstream.ts";
import { deliverStream } from "./deliver-stream.ts";
import { deliverWhole } from "./deliver-whole.ts";
import type { Answer } from "./dispatch.ts";
import type { Ending } from "./ending.ts";
import { eventOf } from "./late-event.ts";
import { brokeOff } from "./pace.ts";
import { contentTypeOf, headersToClient } from "./pass-headers.ts";
import type { Serving } from "./run.ts";
import { errorEvent } from "./stream/error-event.ts";
import type { StreamEnd } from "./stream/stream-end.ts";
import { createStreamWatch, isEventStream } from "./stream/watch-stream.ts";

export type Passing = { serving: Serving; upstream: Upstream; isSimulated: boolean };

/** @throws GatewayError when the upstream breaks off or goes silent, or the signal's reason */
export function passAnswer(answer: Answer, passing: Passing): Promise<Ending> {
  const isStream = answer.status === 200 && isEventStream(contentTypeOf(answer.headers));
  return isStream ? passStream(answer, passing) : passWhole(answer, passing);
}

async function passStream(answer: Answer, passing: Passing): Promise<Ending> {
  const { serving, upstream, isSimulated } = passing;
  const { run, wanted, begin } = serving;
  const { client, entry, timer, told, startedAt } = run;
  const { n, prompts, streamOptions } = wanted.scanned;
  const watch = createStreamWatch({ n, prompts, dropsUsage: streamOptions?.includeUsage !== true });
  let end: StreamEnd;
  try {
    end = await deliverStream(answer, {
      watch,
      client,
      entry,
      timer,
      silenceMs: run.parts.config().timeouts.silenceMs,
      begin() {
        const type = contentTypeOf(answer.headers);
        begin(200, headersToClient(run.id, { type, isSimulated }));
      },
      onFirstContent() {
        told.ttftMs = performance.now() - startedAt;
      },
    });
  } catch (error) {
    const usage = watch.lastUsage();
    if (usage !== undefined) told.usage = usage;
    if (!client.signal.aborted) upstream.report("failed");
    throw error;
  }
  if (end.usage !== undefined) told.usage = end.usage;
  if (end.finish !== undefined) told.finish = end.finish;
  const { rest } = end;
  if (end.isComplete) {
    return { outcome: "complete", status: 200, captured: rest, release: () => client.end(rest) };
  }
  // An error the upstream told itself may be about this request alone.
  if (end.error === undefined) upstream.report("failed");
  const last = end.error === undefined ? Buffer.concat([rest, errorEvent(brokeOff())]) : rest;
  return {
    outcome: "failed",
    status: 200,
    error: "upstream_failed",
    captured: last,
    release: () => client.end(last),
  };
}

async function passWhole(answer: Answer, passing: Passing): Promise<Ending> {
  const { serving, upstream, isSimulated } = passing;
  const { run, begin } = serving;
  const { client, entry, timer, told } = run;
  const { status } = answer;
  const type = contentTypeOf(answer.headers);
  const isStream = run.facts.stream;
  try {
    const { rest, told: usage } = await deliverWhole(answer, {
      client,
      entry,
      timer,
      silenceMs: run.parts.config().timeouts.silenceMs,
      mayFlow: !isStream,
      begin: () => begin(status, headersToClient(run.id, { type, isSimulated })),
    });
    if (usage.usage !== undefined) told.usage = usage.usage;
    if (usage.finish !== undefined) told.finish = usage.finish;
    // A stream that had to begin, be it while this answer came, has no place for anything but events.
    if (isStream && client.hasBegun) return lateError(rest, serving);
    const isGood = status < 400 && usage.error === undefined;
    // Whoever asked for a stream reads nothing else, and may take its absence for an empty one.
    if (isGood && isStream) throw noStream();
    return {
      outcome: isGood ? "complete" : "failed",
      status,
      captured: rest,
      release() {
        begin(status, headersToClient(run.id, { type, isSimulated, length: rest.length }));
        client.end(rest);
      },
    };
  } catch (error) {
    if (!client.signal.aborted) upstream.report("failed");
    throw error;
  }
}

/** The client reads events by now: an error becomes one, and an answer that is no stream is an error. */
function lateError(body: Buffer, { run }: Serving): Ending {
  const said = body.includes('"error"') ? eventOf(body) : undefined;
  const event = said ?? errorEvent(noStream());
  return {
    outcome: "failed",
    status: 200,
    error: "upstream_failed",
    captured: event,
    release: () => run.client.end(event),
  };
}

function noStream(): GatewayError {
  return new GatewayError(
    "upstream_failed",
    "The model's server did not answer with a stream. Ask again without streaming.",
  );
}
