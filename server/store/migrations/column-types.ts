// What the two databases call the same things: types of columns and kinds of tables. Knows no table.
import { type CreateTableBuilder, type Kysely, sql } from "kysely";
import type { Store } from "../store.ts";

type ColumnType = Parameters<CreateTableBuilder<string>["addColumn"]>[1];

export type ColumnTypes = {
  text: ColumnType;
  /** Whole numbers up to 2^53. */
  integer: ColumnType;
  real: ColumnType;
  bytes: ColumnType;
  /** Every index costs the embedded store CPU of the gateway itself; PostgreSQL pays for it elsewhere. */
  hasCheapIndexes: boolean;
  table(db: Kysely<unknown>, name: string): CreateTableBuilder<string>;
  /** For a column that is not worth compressing. */
  keepAsIs(db: Kysely<unknown>, table: string, column: string): Promise<void>;
};

export const columnTypes: Readonly<Record<Store["dialect"], ColumnTypes>> = {
  sqlite: {
    text: "text",
    integer: "integer",
    real: "real",
    bytes: "blob",
    hasCheapIndexes: false,
    // Rows lie in the order of their primary key, which saves a second tree; strict tables refuse what PostgreSQL would.
    table: (db, name) => db.schema.createTable(name).modifyEnd(sql`without rowid, strict`),
    async keepAsIs() {},
  },
  postgres: {
    text: "text",
    integer: "bigint",
    real: "double precision",
    bytes: "bytea",
    hasCheapIndexes: true,
    table: (db, name) => db.schema.createTable(name),
    async keepAsIs(db, table, column) {
      const [of, what] = [sql.table(table), sql.ref(column)];
      await sql`alter table ${of} alter column ${what} set storage external`.execute(db);
    },
  },
};
