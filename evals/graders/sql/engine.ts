// Runs statements on databases in memory, in a process that can be killed. Text of SQL is data for the engine: the
// statement of an answer may read (or change rows, where the case says so) and reaches no file, setting or extension.
import { runEngine } from "../engine-process.ts";
import type { Result } from "./compare.ts";

export type Database = { schema: string; rows: string };

export type Job = {
  databases: readonly Database[];
  /** Run on each database, freshly made, one after the other. */
  statements: readonly string[];
  mayChange: boolean;
};

/** What one statement did on one database. Table states come by table, only where data may change. */
export type Execution =
  | { ok: true; result: Result; tables: Record<string, Result> }
  | { ok: false; failClass: "compile" | "runtime" | "memory" | "output-limit"; problem: string };

export type Executions = {
  /** By database, then by statement; shorter when the engine was stopped. */
  executions: Execution[];
  end: "done" | "timeout" | "died";
};

export const sqlLimits = { stepMs: 5000, heapMb: 256, rows: 100_000, bytes: 16 * 2 ** 20 };

/** @throws SandboxError when there is no such process, the signal's reason when aborted */
export async function runStatements(job: Job, signal: AbortSignal): Promise<Executions> {
  const input = { ...job, limits: sqlLimits };
  const { stepMs, heapMb } = sqlLimits;
  const { lines, end } = await runEngine({ program, input, stepMs, heapMb }, signal);
  // The program below writes nothing else.
  return { executions: lines as Execution[], end };
}

/** Runs in the child, so it uses nothing from outside. */
function program(
  load: NodeJS.Require,
  { databases, statements, mayChange, limits }: Job & { limits: typeof sqlLimits },
  emit: (value: Execution) => void,
): void {
  const { DatabaseSync, constants }: typeof import("node:sqlite") = load("node:sqlite");
  type Statement = import("node:sqlite").StatementSync;
  type Failure = { errcode?: number; message: string };

  const open = ({ schema, rows }: Database) => {
    const database = new DatabaseSync(":memory:");
    // Nothing spills into files.
    database.exec("PRAGMA temp_store = MEMORY");
    database.exec(schema);
    database.exec(rows);
    // The same answer gives the same grade, whatever it asks chance for.
    let state = 1;
    database.function("random", () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return BigInt(state);
    });
    return database;
  };
  type Opened = ReturnType<typeof open>;

  const guard = (database: Opened) => {
    if (!mayChange) database.exec("PRAGMA query_only = 1");
    // Node before 24.10 has no authorizer; then the statement's first word and query_only have to do.
    if (typeof database.setAuthorizer !== "function") return;
    const allowed = [constants.SQLITE_SELECT, constants.SQLITE_READ, constants.SQLITE_RECURSIVE];
    const changes = [constants.SQLITE_INSERT, constants.SQLITE_UPDATE, constants.SQLITE_DELETE];
    database.setAuthorizer((action, first, second) => {
      const isAllowed =
        allowed.includes(action) ||
        (action === constants.SQLITE_FUNCTION && second !== "load_extension") ||
        (mayChange && changes.includes(action) && !first?.startsWith("sqlite_"));
      return isAllowed ? constants.SQLITE_OK : constants.SQLITE_DENY;
    });
  };

  const cellOf = (value: unknown) => {
    if (typeof value === "bigint") {
      return Number.isSafeInteger(Number(value)) ? Number(value) : { int: String(value) };
    }
    if (typeof value === "number" && !Number.isFinite(value)) return { real: String(value) };
    if (value instanceof Uint8Array) return { blob: Buffer.from(value).toString("hex") };
    // What is left is null, a number or text.
    return value as null | number | string;
  };

  const read = (statement: Statement): Result => {
    statement.setReturnArrays(true);
    statement.setReadBigInts(true);
    const rows: Result["rows"][number][] = [];
    let bytes = 0;
    for (const values of statement.iterate()) {
      // setReturnArrays has made arrays of them.
      const row = (values as unknown as unknown[]).map(cellOf);
      for (const cell of row) bytes += typeof cell === "string" ? cell.length : 8;
      if (rows.push(row) > limits.rows || bytes > limits.bytes) throw new RangeError("output");
    }
    return { columns: statement.columns().map(({ name }) => name), rows };
  };

  const tablesOf = (database: Opened) => {
    database.setAuthorizer?.(null);
    const listed = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
    return Object.fromEntries(
      listed.map(({ name }) => [
        String(name),
        read(database.prepare(`SELECT * FROM "${String(name)}"`)),
      ]),
    );
  };

  const execute = (source: Database, text: string): Execution => {
    const database = open(source);
    guard(database);
    let isPrepared = false;
    try {
      const statement = database.prepare(text);
      isPrepared = true;
      const result = read(statement);
      return { ok: true, result, tables: mayChange ? tablesOf(database) : {} };
    } catch (error) {
      if (error instanceof RangeError && error.message === "output") {
        return { ok: false, failClass: "output-limit", problem: "The result is too large." };
      }
      // Everything else that is thrown here comes from the engine.
      const { errcode = 0, message } = error as Failure;
      // Low bytes are the primary codes: 7 is NOMEM, 8 READONLY, 18 TOOBIG.
      const code = errcode & 0xff;
      const isMemory = code === 7 || code === 18;
      const failClass = isMemory ? "memory" : !isPrepared || code === 8 ? "compile" : "runtime";
      return { ok: false, failClass, problem: message };
    } finally {
      database.close();
    }
  };

  for (const source of databases) {
    for (const text of statements) emit(execute(source, text));
  }
}
