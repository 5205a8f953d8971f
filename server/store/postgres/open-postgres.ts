// The store beside several gateways: PostgreSQL behind a pool of connections. It keeps nothing on the local disk.
import { Kysely, PostgresDialect } from "kysely";
import { Pool, types } from "pg";
import { migrate } from "../migrations/migrate.ts";
import { bumpRevision, readRevision } from "../revisions.ts";
import type { Tables } from "../schema.ts";
import type { Store } from "../store.ts";
import { StoreError, serverReason } from "../store-error.ts";
import { writeRequests } from "./write-requests.ts";

const mostConnections = 10;
const connectMs = 5000;

/** @throws StoreError */
export async function openPostgres(url: string): Promise<Store> {
  const address = addressIn(url);
  const pool = new Pool({
    connectionString: url,
    max: mostConnections,
    connectionTimeoutMillis: connectMs,
    application_name: "tandem",
    keepAlive: true,
    allowExitOnIdle: true,
    types: { getTypeParser },
  });
  // A connection that breaks between two queries fails the next one; as an event that nobody hears it would end the process.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  try {
    await (await pool.connect()).release();
  } catch (error) {
    await db.destroy();
    throw unreachable(address, serverReason(error) ?? "no answer", error);
  }
  try {
    await migrate(db, "postgres");
  } catch (error) {
    await db.destroy();
    throw postgresError(url, error);
  }
  return overPool(db, pool);
}

/** What the server failed with, as what a person can do about it; anything else as it is. */
export function postgresError(url: string, error: unknown): unknown {
  const reason = serverReason(error);
  if (reason !== undefined) return unreachable(addressIn(url), reason, error);
  return error;
}

function overPool(db: Kysely<Tables>, pool: Pool): Store {
  const underWay = new Set<Promise<void>>();
  return {
    db,
    dialect: "postgres",
    folder: undefined,
    writeRequests(write) {
      const written = writeRequests(pool, write);
      underWay.add(written);
      return written.finally(() => underWay.delete(written));
    },
    revision: (name) => readRevision(db, name),
    bump: (name) => bumpRevision(db, name),
    async close() {
      await Promise.allSettled(underWay);
      await db.destroy();
    },
  };
}

/** Numbers as numbers: what is kept, and what sums come to, stays below 2^53. */
function getTypeParser(oid: number, format?: "text" | "binary") {
  const isNumber = oid === types.builtins.INT8 || oid === types.builtins.NUMERIC;
  return isNumber && format !== "binary" ? Number : types.getTypeParser(oid, format);
}

/** Of the URL only what may be shown. @throws StoreError */
function addressIn(url: string): string {
  const parsed = URL.parse(url);
  if (parsed === null || !/^postgres(ql)?:$/.test(parsed.protocol)) {
    throw new StoreError(
      "database",
      "The database has to be a URL such as postgres://user@host:5432/tandem: correct --database or TANDEM_DATABASE.",
    );
  }
  return `${parsed.host || parsed.searchParams.get("host") || "localhost"}${parsed.pathname}`;
}

const remedies: Readonly<Record<string, string>> = {
  "28P01": "check its user and password",
  "28000": "check its user and what the server lets in",
  "3D000": "create the database first",
  "25006": "name the server that takes writes",
  "42501": "let its user create tables in it",
  "53300": "raise max_connections of the server, or end other programs",
};

function unreachable(address: string, reason: string, cause: unknown): StoreError {
  const remedy = remedies[reason] ?? "check that the server runs and can be reached from here";
  return new StoreError(
    "database",
    `The database at ${address} cannot be used (${reason}): ${remedy}.`,
    { cause },
  );
}
