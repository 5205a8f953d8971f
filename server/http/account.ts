// What is told of an exchange when it is over, beside the audit: one line in the log and one call to the metrics. Neither
// ever sees a body, a key or a name.
import type { RequestEnd, RequestFacts } from "../audit/entry.ts";
import type { GatewayErrorCode } from "../gateway-error.ts";
import type { Parts } from "./parts.ts";

export type Overheads = {
  forwardOverheadMs?: number | undefined;
  returnOverheadMs?: number | undefined;
};

export type Ended = Omit<RequestEnd, "error"> & { error?: GatewayErrorCode };

export function account(
  { log, metrics }: Pick<Parts, "log" | "metrics">,
  facts: RequestFacts,
  end: Ended,
  { forwardOverheadMs, returnOverheadMs }: Overheads,
): void {
  const { outcome, status, error, model, upstream, served, tried, usage } = end;
  const { queuedMs, ttftMs, totalMs } = end;
  const { id, path, task, person } = facts;
  metrics.finished({
    path,
    task,
    class: facts.class,
    outcome,
    status,
    error,
    model,
    upstream,
    served,
    usage,
    queuedMs,
    ttftMs,
    totalMs,
    forwardOverheadMs,
    returnOverheadMs,
  });
  log.info(
    {
      id,
      status,
      outcome,
      error,
      path,
      task,
      person,
      model,
      upstream,
      tried,
      usage,
      queuedMs,
      ttftMs,
      totalMs,
    },
    "request",
  );
}
