// What tools of the audit have to know that logs do not tell: the redaction rules of running gateways, and the logs that
// were given up because they are damaged.
import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import type { ColumnTypes } from "./column-types.ts";

export function auditState({ text, integer, table }: ColumnTypes): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await table(db, "redaction_rules")
        .addColumn("log", text, (column) => column.primaryKey().notNull())
        .addColumn("rules", text, (column) => column.notNull())
        .addColumn("at", integer, (column) => column.notNull())
        .execute();
      await table(db, "abandoned_logs")
        .addColumn("log", text, (column) => column.primaryKey().notNull())
        .addColumn("at", integer, (column) => column.notNull())
        .execute();
    },
  };
}
