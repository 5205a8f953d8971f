// Brings the schema of a store up to date, or says that a newer Tandem has been there. The list is static, because it is
// part of the bundle. It does not know what a migration does.
import type { Kysely } from "kysely";
import { type Migration, Migrator } from "kysely/migration";
import type { Tables } from "../schema.ts";
import type { Store } from "../store.ts";
import { StoreError } from "../store-error.ts";
import { first } from "./0001-first.ts";
import { auditState } from "./0002-audit-state.ts";
import { columnTypes } from "./column-types.ts";

/** Their order; a name that has been released never changes. */
const list = { "0001-first": first, "0002-audit-state": auditState };

/** Several processes may do so at once. @throws StoreError `schema_newer`, and whatever the database says */
export async function migrate(db: Kysely<Tables>, dialect: Store["dialect"]): Promise<void> {
  const done = await doneMigrations(db);
  refuseNewer(done);
  if (Object.keys(list).every((name) => done.includes(name))) return;
  const types = columnTypes[dialect];
  const migrations: Record<string, Migration> = Object.fromEntries(
    Object.entries(list).map(([name, migration]) => [name, migration(types)]),
  );
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return;
  // A newer Tandem may have been faster.
  refuseNewer(await doneMigrations(db));
  throw error;
}

async function doneMigrations(db: Kysely<Tables>): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === migrationTable)) return [];
  const rows = await db
    .withTables<{ kysely_migration: { name: string } }>()
    .selectFrom(migrationTable)
    .select("name")
    .execute();
  return rows.map(({ name }) => name);
}

const migrationTable = "kysely_migration";

function refuseNewer(done: readonly string[]): void {
  const newer = done.filter((name) => !Object.hasOwn(list, name));
  if (newer.length === 0) return;
  throw new StoreError(
    "schema_newer",
    `The store was written by a newer version of Tandem (${newer.join(", ")}): upgrade this one.`,
  );
}
