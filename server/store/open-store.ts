// Opens a store wherever it is: the embedded one in a folder, or PostgreSQL. Knows neither what is kept in it nor how the
// two work inside.
import { embeddedError, openEmbedded } from "./sqlite/open-embedded.ts";
import type { Store, StorePlace } from "./store.ts";

export type OpenOptions = {
  /** For those who only read: a folder without a store is a mistake, not a new store. */
  mustExist?: boolean;
};

/** Makes what is not there and brings the schema up to date. @throws StoreError */
export async function openStore(place: StorePlace, options: OpenOptions = {}): Promise<Store> {
  if ("data" in place) return openEmbedded(place.data, options);
  return (await postgres()).openPostgres(place.database);
}

/** What a query failed with: a StoreError where the store is to blame and not the query, else as it is. */
export async function storeErrorOf(place: StorePlace, error: unknown): Promise<unknown> {
  if ("data" in place) return embeddedError(place.data, error);
  return (await postgres()).postgresError(place.database, error);
}

/** Loaded on first use: most gateways never need the driver. */
function postgres() {
  return import("./postgres/open-postgres.ts");
}
