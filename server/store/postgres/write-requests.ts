// Writes request rows in bulk in one statement, which PostgreSQL runs as one transaction in one round trip.
import type { Pool } from "pg";
import {
  addToUsageDays,
  endAssignments,
  endColumns,
  fitRow,
  rowColumns,
  setProgress,
} from "../request-rows.ts";
import type { RequestsTable } from "../schema.ts";
import type { EndOfRequest, RequestsWrite } from "../store.ts";

export async function writeRequests(pool: Pool, write: RequestsWrite): Promise<void> {
  const { rows, ends } = merged(write);
  await pool.query(statement, [
    JSON.stringify(rows),
    JSON.stringify(ends),
    write.log,
    write.position,
  ]);
}

const columnType = new Map<string, string>([
  ...["ended_at", "status", "simulated", "position", "at", "stream"].map(integer),
  ...["prompt_tokens", "completion_tokens", "cached_tokens"].map(integer),
  ...["queued_ms", "ttft_ms", "total_ms"].map((name) => [name, "double precision"] as const),
]);

function integer(name: string): readonly [string, string] {
  return [name, "bigint"];
}

function recordset(parameter: string, columns: readonly string[]): string {
  const typed = columns.map((column) => `${column} ${columnType.get(column) ?? "text"}`);
  return `json_to_recordset(${parameter}::json) as given (${typed.join(", ")})`;
}

const counting =
  "id, at, ended_at, outcome, person_id, team, task, path, asked, model, upstream, simulated, " +
  "prompt_tokens, cached_tokens, completion_tokens";
const qualified = counting.replaceAll(/\w+/g, "requests.$&");

// The parts see the tables as they were before, so that nothing may be in two of them.
const statement = `
with opened as (
  insert into requests (${rowColumns.join(", ")})
  select ${rowColumns.join(", ")} from ${recordset("$1", rowColumns)}
  on conflict (id) do update set ${endAssignments}
  where requests.outcome is null and excluded.outcome is not null
  returning ${qualified}
), closed as (
  update requests set ${endColumns
    .slice(1)
    .map((column) => `${column} = given.${column}`)
    .join(", ")}
  from ${recordset("$2", endColumns)}
  where requests.id = given.id and requests.outcome is null
  returning ${qualified}
), counted as (
  select ${counting} from opened where outcome is not null union all select ${counting} from closed
), progress as (${setProgress("$3", "$4::bigint")})
${addToUsageDays}`;

/** One entry for every request: the first row of it, with the first end of it. */
function merged({ rows, ends }: RequestsWrite): { rows: RequestsTable[]; ends: EndOfRequest[] } {
  const rowOf = new Map<string, RequestsTable>();
  for (const row of rows) {
    const known = rowOf.get(row.id);
    if (known === undefined || known.outcome === null) rowOf.set(row.id, fitRow(row));
  }
  const endOf = new Map<string, EndOfRequest>();
  for (const end of ends) {
    const row = rowOf.get(end.id);
    if (row === undefined) {
      if (!endOf.has(end.id)) endOf.set(end.id, fitRow(end));
    } else if (row.outcome === null) rowOf.set(end.id, { ...row, ...fitRow(end) });
  }
  return { rows: [...rowOf.values()], ends: [...endOf.values()] };
}
