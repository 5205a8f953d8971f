import { openStore } from "../store/open-store.ts";
import { startPostgres, type TestPostgres } from "../test/postgres.ts";
import { behavesAsUsage } from "./behaviour.ts";

describe("usage in PostgreSQL", function () {
  this.timeout(60_000);
  let postgres: TestPostgres;
  before(async () => {
    postgres = await startPostgres({ fsync: false });
  });
  after(() => postgres?.stop());

  behavesAsUsage(() => openStore({ database: postgres.url }));
});
