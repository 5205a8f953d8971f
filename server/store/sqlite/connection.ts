// One connection to an embedded store: its settings, statements prepared once, and the transaction that writes requests in
// bulk. Everything here blocks; it runs in a thread of its own.
import { DatabaseSync, type StatementSync } from "node:sqlite";
import {
  addToUsageDays,
  endAssignments,
  endColumns,
  rowColumns,
  setProgress,
} from "../request-rows.ts";
import type { BulkWrite, Query, Result } from "./messages.ts";

export type Connection = {
  query(query: Query): Result;
  writeRequests(write: BulkWrite): void;
  close(): void;
};

/** @throws what node:sqlite throws, with SQLite's result code as `errcode` */
export function openConnection(file: string, busyMs: number): Connection {
  const database = new DatabaseSync(file, { timeout: busyMs, enableForeignKeyConstraints: true });
  enterWal(database, busyMs);
  // Keys have to be on the disk when their promise resolves, and gone from it when they are erased.
  database.exec("pragma synchronous = full; pragma secure_delete = on");
  const prepared = preparedOnce(database);
  let bulk: BulkStatements | undefined;
  return {
    query({ sql, parameters }) {
      const { statement, givesRows } = prepared(sql);
      if (givesRows) return { rows: statement.all(...parameters) };
      return { rows: [], changes: Number(statement.run(...parameters).changes) };
    },
    writeRequests(write) {
      bulk ??= prepareBulk(database);
      writeBulk(database, bulk, write);
    },
    close: () => database.close(),
  };
}

const busy = 5;
const pauseMs = 20;

/** Two processes that do so at once make SQLite answer busy without waiting. */
function enterWal(database: DatabaseSync, busyMs: number): void {
  for (let waitedMs = 0; ; waitedMs += pauseMs) {
    try {
      database.exec("pragma journal_mode = wal");
      return;
    } catch (error) {
      const isBusy = error instanceof Error && "errcode" in error && error.errcode === busy;
      if (!isBusy || waitedMs >= busyMs) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMs);
    }
  }
}

type Prepared = { statement: StatementSync; givesRows: boolean };

const mostPrepared = 200;

function preparedOnce(database: DatabaseSync): (sql: string) => Prepared {
  const known = new Map<string, Prepared>();
  return (sql) => {
    const found = known.get(sql);
    if (found !== undefined) return found;
    const statement = database.prepare(sql);
    const prepared = { statement, givesRows: statement.columns().length > 0 };
    // Lists of values make new statements without end.
    if (known.size >= mostPrepared) known.clear();
    known.set(sql, prepared);
    return prepared;
  };
}

type BulkStatements = Record<"row" | "end" | "sums" | "progress", StatementSync>;

function prepareBulk(database: DatabaseSync): BulkStatements {
  const holes = (columns: readonly string[]) => columns.map(() => "?").join(", ");
  const assigned = endColumns.slice(1).map((column, index) => `${column} = ?${index + 2}`);
  return {
    row: database.prepare(
      `insert into requests (${rowColumns.join(", ")}) values (${holes(rowColumns)})
       on conflict (id) do update set ${endAssignments}
       where requests.outcome is null and excluded.outcome is not null`,
    ),
    end: database.prepare(
      `update requests set ${assigned.join(", ")} where id = ?1 and outcome is null`,
    ),
    sums: database.prepare(
      `with counted as (select * from requests where id in (select value from json_each(?)))
       ${addToUsageDays}`,
    ),
    progress: database.prepare(setProgress("?", "?")),
  };
}

/** What it writes can be read from the log again, so that it need not wait for the disk; the order of commits is kept. */
function writeBulk(database: DatabaseSync, bulk: BulkStatements, write: BulkWrite): void {
  database.exec("pragma synchronous = normal");
  try {
    database.exec("begin immediate");
    try {
      const ended = [
        ...writeEach(bulk.row, write.rows, rowColumns.length),
        ...writeEach(bulk.end, write.ends, endColumns.length),
      ];
      if (ended.length > 0) bulk.sums.run(JSON.stringify(ended));
      bulk.progress.run(write.log, write.position);
      database.exec("commit");
    } catch (error) {
      if (database.isTransaction) database.exec("rollback");
      throw error;
    }
  } finally {
    database.exec("pragma synchronous = full");
  }
}

/** The ids of those that ended with this. */
function writeEach(
  statement: StatementSync,
  values: BulkWrite["rows"],
  columns: number,
): BulkWrite["rows"] {
  const ended: BulkWrite["rows"] = [];
  for (let start = 0; start < values.length; start += columns) {
    const row = values.slice(start, start + columns);
    const { changes } = statement.run(...row);
    // The id comes first and the outcome second.
    if (changes !== 0 && row[1] !== null) ended.push(row[0] ?? null);
  }
  return ended;
}
