// The first schema: every table of schema.ts. Column types are given, because the two databases name them differently.
import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";
import type { ColumnTypes } from "./column-types.ts";

// Migrations describe what was, not what is: they must not follow the types of today's tables.
type Untyped = Kysely<unknown>;

export function first(types: ColumnTypes): Migration {
  return {
    async up(db: Untyped) {
      await createKeys(db, types);
      await createState(db, types);
      await createRequests(db, types);
      await createUsage(db, types);
      await createAudit(db, types);
    },
  };
}

async function createKeys(db: Untyped, { text, integer, table }: ColumnTypes): Promise<void> {
  await table(db, "people")
    .addColumn("id", text, (column) => column.primaryKey().notNull())
    .addColumn("name", text)
    .addColumn("team", text)
    .addColumn("created_at", integer, (column) => column.notNull())
    .addColumn("forgotten_at", integer)
    .execute();
  await db.schema
    .createIndex("people_name")
    .on("people")
    .column("name")
    .unique()
    .where(sql.ref("forgotten_at"), "is", null)
    .execute();
  await table(db, "keys")
    .addColumn("id", text, (column) => column.primaryKey().notNull())
    .addColumn("person_id", text, (column) => column.notNull().references("people.id"))
    .addColumn("role", text, (column) => column.notNull())
    .addColumn("hash", text, (column) => column.notNull().unique())
    .addColumn("created_at", integer, (column) => column.notNull())
    .addColumn("expires_at", integer)
    .addColumn("revoked_at", integer)
    .addColumn("replaced_by", text)
    .execute();
  await db.schema.createIndex("keys_person").on("keys").column("person_id").execute();
}

async function createState(db: Untyped, { text, integer, table }: ColumnTypes): Promise<void> {
  await table(db, "revisions")
    .addColumn("name", text, (column) => column.primaryKey().notNull())
    .addColumn("value", integer, (column) => column.notNull())
    .execute();
  await table(db, "secrets")
    .addColumn("name", text, (column) => column.primaryKey().notNull())
    .addColumn("value", text, (column) => column.notNull())
    .addColumn("created_at", integer, (column) => column.notNull())
    .execute();
}

async function createRequests(
  db: Untyped,
  { text, integer, real, hasCheapIndexes, table }: ColumnTypes,
): Promise<void> {
  let requests = table(db, "requests").addColumn("id", text, (column) =>
    column.primaryKey().notNull(),
  );
  for (const name of ["log", "person_id", "key_id", "task", "class", "path", "asked"]) {
    requests = requests.addColumn(name, text, (column) => column.notNull());
  }
  for (const name of ["position", "at", "stream"]) {
    requests = requests.addColumn(name, integer, (column) => column.notNull());
  }
  for (const name of ["team", "outcome", "error", "model", "upstream", "served"]) {
    requests = requests.addColumn(name, text);
  }
  for (const name of ["ended_at", "status", "simulated"]) {
    requests = requests.addColumn(name, integer);
  }
  for (const name of ["prompt_tokens", "completion_tokens", "cached_tokens"]) {
    requests = requests.addColumn(name, integer);
  }
  for (const name of ["queued_ms", "ttft_ms", "total_ms"]) {
    requests = requests.addColumn(name, real);
  }
  await requests.execute();
  await db.schema.createIndex("requests_at").on("requests").column("at").execute();
  if (!hasCheapIndexes) return;
  await db.schema
    .createIndex("requests_person")
    .on("requests")
    .columns(["person_id", "at"])
    .execute();
  await db.schema
    .createIndex("requests_open")
    .on("requests")
    .column("log")
    .where(sql.ref("outcome"), "is", null)
    .execute();
}

async function createUsage(db: Untyped, { text, integer, table }: ColumnTypes): Promise<void> {
  let days = table(db, "usage_days")
    .addColumn("day", integer, (column) => column.notNull())
    .addColumn("person_id", text, (column) => column.notNull())
    .addColumn("team", text, (column) => column.notNull())
    .addColumn("task", text, (column) => column.notNull())
    .addColumn("model", text, (column) => column.notNull())
    .addColumn("simulated", integer, (column) => column.notNull());
  for (const name of [
    "requests",
    "complete",
    "aborted",
    "failed",
    "prompt_tokens",
    "cached_tokens",
    "completion_tokens",
    "uncounted",
  ]) {
    days = days.addColumn(name, integer, (column) => column.notNull());
  }
  await days
    .addPrimaryKeyConstraint("usage_days_key", [
      "day",
      "person_id",
      "team",
      "task",
      "model",
      "simulated",
    ])
    .execute();
  await table(db, "log_progress")
    .addColumn("log", text, (column) => column.primaryKey().notNull())
    .addColumn("position", integer, (column) => column.notNull())
    .execute();
}

async function createAudit(
  db: Untyped,
  { text, integer, bytes, table, keepAsIs }: ColumnTypes,
): Promise<void> {
  await table(db, "log_heads")
    .addColumn("log", text, (column) => column.primaryKey().notNull())
    .addColumn("size", integer, (column) => column.notNull())
    .addColumn("root", text, (column) => column.notNull())
    .addColumn("note", text, (column) => column.notNull())
    .addColumn("frontier", text)
    .addColumn("at", integer, (column) => column.notNull())
    .execute();
  await table(db, "subject_keys")
    .addColumn("id", text, (column) => column.primaryKey().notNull())
    .addColumn("person_id", text, (column) => column.notNull())
    .addColumn("class", text, (column) => column.notNull())
    .addColumn("day", integer, (column) => column.notNull())
    .addColumn("key", text, (column) => column.notNull())
    .addColumn("created_at", integer, (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex("subject_keys_of")
    .on("subject_keys")
    .columns(["person_id", "class", "day"])
    .execute();
  await table(db, "audit_records")
    .addColumn("log", text, (column) => column.notNull())
    .addColumn("position", integer, (column) => column.notNull())
    .addColumn("meta", bytes, (column) => column.notNull())
    .addColumn("payload", bytes)
    .addColumn("commitment", bytes, (column) => column.notNull())
    .addPrimaryKeyConstraint("audit_records_key", ["log", "position"])
    .execute();
  // Encrypted bytes do not get smaller.
  await keepAsIs(db, "audit_records", "payload");
}
