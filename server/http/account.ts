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

/** As pino names it. */
const info = 30;

export function account(
  { writeLog, metrics, now }: Pick<Parts, "writeLog" | "metrics" | "now">,
  facts: RequestFacts,
  end: Ended,
  { forwardOverheadMs, returnOverheadMs }: Overheads,
): void {
  const { outcome, status, error, model, upstream, served, usage } = end;
  const { queuedMs, ttftMs, totalMs } = end;
  const { path, task } = facts;
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
  writeLog(lineOf(facts, end, now()));
}

/** What pino would write, whose own way puts a line together from 50 texts and takes three times as long. */
function lineOf({ id, path, task, person }: RequestFacts, end: Ended, time: number): string {
  const { outcome, status, error, model, upstream, tried, usage } = end;
  const { queuedMs, ttftMs, totalMs } = end;
  const line = JSON.stringify({
    level: info,
    time,
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
    msg: "request",
  });
  return `${line}\n`;
}
