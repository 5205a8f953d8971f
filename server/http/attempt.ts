// One attempt with the slot it has: sends the body as that upstream needs it, says how the upstream did, and passes the
// answer on, or says why there is none. It does not know what comes next.
import type { TrafficClass } from "../../core/routing/task.ts";
import { GatewayError } from "../gateway-error.ts";
import { pathAt } from "../routes/data-routes.ts";
import type { Slot } from "../scheduling/slot.ts";
import { countsAgainst, errorCode, isRetryable, isUnsent } from "../upstreams/failure.ts";
import type { Upstream } from "../upstreams/upstream.ts";
import { type SpliceWish, spliceBody } from "./body/splice-body.ts";
import { collectSmall } from "./collect-small.ts";
import { type Answer, ask } from "./dispatch.ts";
import type { Ending } from "./ending.ts";
import { foreignAnswer } from "./foreign-answer.ts";
import { passAnswer } from "./pass-answer.ts";
import { contentTypeOf, headersToUpstream } from "./pass-headers.ts";
import type { Failure } from "./pass-on.ts";
import type { QueryBody } from "./query-body.ts";
import type { Run, Serving } from "./run.ts";

export type AttemptOptions = { serving: Serving; body: QueryBody };

/** vLLM takes the lower first; two apart, because it counts down by itself for some requests. */
const priorities: Readonly<Record<TrafficClass, number>> = {
  inline: 0,
  chat: 2,
  review: 4,
  batch: 6,
};

/** Lets the slot go in every case. @throws GatewayError, what nobody expected, or the signal's reason */
export async function attemptAt(
  slot: Slot,
  { serving, body }: AttemptOptions,
): Promise<Ending | Failure> {
  const { run } = serving;
  const { target } = slot;
  const { told } = run;
  try {
    const upstream = run.parts.upstreams.get(target.upstream);
    if (upstream === undefined) return { mayRetry: true, error: unreachable(undefined) };
    told.model = serving.wanted.model;
    told.upstream = target.upstream;
    told.served = target.served;
    run.wasSent = true;
    const answer = await send(upstream, target.served, serving, body);
    if (!("read" in answer)) return answer;
    const { status } = answer;
    const foreign = foreignAnswer(answer);
    if (foreign !== undefined) return turnAway(answer, foreign, { run, upstream });
    if (countsAgainst(status) || isRetryable(status)) {
      run.parts.metrics.upstreamFailed(upstream.name, status);
    }
    upstream.report(countsAgainst(status) ? "failed" : "ok");
    const isSimulated = upstream.isSimulated || answer.headers["x-simulated"] === "true";
    if (isSimulated) told.simulated = true;
    if (isRetryable(status)) return await failureOf(answer, isSimulated);
    // From the first byte on there is no second attempt.
    body.give();
    await run.entry.durable;
    return await passAnswer(answer, { serving, upstream, isSimulated });
  } finally {
    const { usage } = told;
    slot.release(usage && usage.promptTokens + usage.completionTokens);
  }
}

async function send(
  upstream: Upstream,
  served: string,
  { run, wanted }: Serving,
  body: QueryBody,
): Promise<Answer | Failure> {
  const { client, route, facts } = run;
  const { timeouts } = run.parts.config();
  const bytes = await body.take(client.signal);
  run.forwardOverheadMs ??= performance.now() - run.receivedAt - (run.told.queuedMs ?? 0);
  try {
    return await ask(
      {
        pool: upstream.pool,
        path: pathAt(route, upstream.basePath),
        headers: headersToUpstream({
          id: run.id,
          isStream: facts.stream,
          authorization: upstream.authorization,
        }),
        body: spliceBody(bytes, wanted.scanned, spliceFor(upstream, served, { run, wanted })),
        timer: run.timer,
        firstByteMs: timeouts.firstByteMs,
        mayFlow: () => run.isDurable,
      },
      client.signal,
    );
  } catch (error) {
    if (client.signal.aborted) throw error;
    const code = errorCode(error);
    if (countsAgainst(code)) upstream.report("failed");
    run.parts.metrics.upstreamFailed(upstream.name, code);
    return {
      mayRetry: isRetryable(code),
      isUnsent: isUnsent(error),
      error: error instanceof GatewayError ? error : unreachable(error),
    };
  }
}

function spliceFor(
  { config }: Upstream,
  served: string,
  { run, wanted }: Pick<Serving, "run" | "wanted">,
): SpliceWish {
  const wish: SpliceWish = {};
  if (wanted.scanned.model !== served) wish.model = served;
  if (!run.route.generates) return wish;
  if (config.priority) wish.priority = priorities[run.facts.class];
  if (run.facts.stream) wish.usage = config.usageStats ? "continuous" : "final";
  return wish;
}

/** Another server may be set up better. */
function turnAway(
  answer: Answer,
  error: GatewayError,
  { run, upstream }: { run: Run; upstream: Upstream },
): Failure {
  answer.abort(error);
  upstream.report("failed");
  run.parts.metrics.upstreamFailed(upstream.name, answer.status);
  return { mayRetry: true, error };
}

async function failureOf(answer: Answer, isSimulated: boolean): Promise<Failure> {
  const { status, headers } = answer;
  const error = new GatewayError(
    "upstream_failed",
    "The model's server could not take the request. Try again in a moment.",
  );
  const body = await collectSmall(answer);
  if (body === undefined) return { mayRetry: true, error };
  const type = contentTypeOf(headers);
  return { mayRetry: true, error, answer: { status, type, body, isSimulated } };
}

function unreachable(cause: unknown): GatewayError {
  return new GatewayError(
    "upstream_failed",
    "The model's server could not be reached. Try again in a moment.",
    { cause },
  );
}
