import { openStore } from "../store/open-store.ts";
import { freshDatabase } from "../test/postgres.ts";
import { behavesAsUsage } from "./behaviour.ts";

describe("usage in PostgreSQL", function () {
  this.timeout(60_000);
  behavesAsUsage(async () => openStore({ database: await freshDatabase() }));
});
