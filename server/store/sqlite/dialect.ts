// Lets kysely talk to SQLite in another thread: its own dialect expects a database that answers at once. One connection,
// which kysely hands to one query or transaction at a time.
import type { SQLInputValue } from "node:sqlite";
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type TransactionSettings,
} from "kysely";
import type { WorkerLink } from "./worker-link.ts";

export function sqliteDialect(link: WorkerLink): Dialect {
  return {
    createDriver: () => driver(link),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createAdapter: () => new TransactionalAdapter(),
    createIntrospector: (db) => new SqliteIntrospector(db),
  };
}

/** Tables are made within transactions as rows are; kysely leaves that out for statements that no migration here uses. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

function driver(link: WorkerLink): Driver {
  const connection: DatabaseConnection = {
    async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
      // Whatever SQLite does not take, it refuses.
      const given = parameters as readonly SQLInputValue[];
      const { rows, changes } = await link.ask({ kind: "query", sql, parameters: given });
      // The query says what its rows are.
      const result = { rows: rows as Row[] };
      return changes === undefined ? result : { ...result, numAffectedRows: BigInt(changes) };
    },
    streamQuery() {
      throw new Error("The embedded store does not stream: ask for pages.");
    },
  };
  const run = async (sql: string) => void (await connection.executeQuery(CompiledQuery.raw(sql)));
  return {
    async init() {},
    acquireConnection: async () => connection,
    beginTransaction: (_, settings) => run(beginning(settings)),
    commitTransaction: () => run("commit"),
    rollbackTransaction: () => run("rollback"),
    savepoint: (_, name) => run(`savepoint "${name}"`),
    rollbackToSavepoint: (_, name) => run(`rollback to "${name}"`),
    releaseSavepoint: (_, name) => run(`release "${name}"`),
    async releaseConnection() {},
    destroy: () => link.close(),
  };
}

/** A transaction that reads first and then writes would fail at once while another process writes, instead of waiting. */
function beginning({ accessMode }: TransactionSettings): string {
  return accessMode === "read only" ? "begin" : "begin immediate";
}
