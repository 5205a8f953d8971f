// What writing request rows in bulk is made of, for both databases: the columns in their order, and the statement that adds
// what ended to the sums of days. It does not know how statements reach a database.
import type { RequestsTable } from "./schema.ts";
import type { EndOfRequest } from "./store.ts";

/** `id` first, and then what is known when a request ends. */
export const endColumns = [
  "id",
  "outcome",
  "ended_at",
  "status",
  "error",
  "model",
  "upstream",
  "served",
  "simulated",
  "prompt_tokens",
  "completion_tokens",
  "cached_tokens",
  "queued_ms",
  "ttft_ms",
  "total_ms",
] as const satisfies readonly (keyof EndOfRequest)[];

export const rowColumns = [
  ...endColumns,
  "log",
  "position",
  "at",
  "person_id",
  "key_id",
  "team",
  "task",
  "class",
  "path",
  "asked",
  "stream",
] as const satisfies readonly (keyof RequestsTable)[];

/** Columns that take what a row lacked until it ended. */
export const endAssignments = endColumns
  .slice(1)
  .map((column) => `${column} = excluded.${column}`)
  .join(", ");

/**
 * Adds the rows of a table `counted` to `usage_days`, in the order of its key, so that two gateways never wait for each
 * other. What asks for no tokens, or never reached an upstream, lacks none.
 */
export const addToUsageDays = `
insert into usage_days (day, person_id, team, task, model, simulated, requests, complete, aborted, failed,
  prompt_tokens, cached_tokens, completion_tokens, uncounted)
select coalesce(ended_at, at) / 86400000, person_id, substr(coalesce(team, ''), 1, 200), task,
  substr(coalesce(model, asked), 1, 200), coalesce(simulated, 0), count(*),
  sum(case when outcome = 'complete' then 1 else 0 end), sum(case when outcome = 'aborted' then 1 else 0 end),
  sum(case when outcome in ('complete', 'aborted') then 0 else 1 end), sum(coalesce(prompt_tokens, 0)),
  sum(coalesce(cached_tokens, 0)), sum(coalesce(completion_tokens, 0)),
  sum(case when completion_tokens is null and path not like '%tokenize'
    and (outcome = 'interrupted' or (outcome <> 'refused' and upstream is not null)) then 1 else 0 end)
from counted where true
group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5, 6
on conflict (day, person_id, team, task, model, simulated) do update set
  requests = usage_days.requests + excluded.requests, complete = usage_days.complete + excluded.complete,
  aborted = usage_days.aborted + excluded.aborted, failed = usage_days.failed + excluded.failed,
  prompt_tokens = usage_days.prompt_tokens + excluded.prompt_tokens,
  cached_tokens = usage_days.cached_tokens + excluded.cached_tokens,
  completion_tokens = usage_days.completion_tokens + excluded.completion_tokens,
  uncounted = usage_days.uncounted + excluded.uncounted`;

/** A log is never read backwards. */
export const setProgress = (log: string, position: string) => `
insert into log_progress (log, position) values (${log}, ${position})
on conflict (log) do update set position = excluded.position where excluded.position > log_progress.position`;

const longestName = 200;

/** Clients and upstreams choose these two: what no database takes, and what nobody reads, is left out. */
export function fitRow<Row extends { asked?: string; served: string | null }>(row: Row): Row {
  const { asked, served } = row;
  const isFine = (asked === undefined || fits(asked)) && (served === null || fits(served));
  if (isFine) return row;
  return {
    ...row,
    ...(asked === undefined ? {} : { asked: fitted(asked) }),
    served: served === null ? null : fitted(served),
  };
}

function fits(text: string): boolean {
  return text.length <= longestName && text.isWellFormed() && !text.includes("\0");
}

function fitted(text: string): string {
  return text.slice(0, longestName).toWellFormed().replaceAll("\0", "\ufffd");
}
