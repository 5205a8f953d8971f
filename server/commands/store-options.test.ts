import assert from "node:assert/strict";
import { homedir } from "node:os";
import path from "node:path";
import type { StorePlace } from "../store/store.ts";
import { placeOf, type StoreFlags, typedPlace } from "./store-options.ts";

describe("placeOf", () => {
  const check = (flags: StoreFlags, env: NodeJS.ProcessEnv, expected: StorePlace) =>
    it(`${JSON.stringify(flags)} with ${JSON.stringify(env)}`, () => {
      assert.deepEqual(placeOf(flags, env), expected);
    });
  const both = { TANDEM_DATA: "/env", TANDEM_DATABASE: "postgres://env" };
  const home = path.join(homedir(), ".local/share/tandem");
  check({ data: "/flag" }, both, { data: "/flag" });
  check({ database: "postgres://flag" }, both, { database: "postgres://flag" });
  check({}, both, { database: "postgres://env" });
  check({}, { TANDEM_DATA: "/env" }, { data: "/env" });
  check({}, { TANDEM_DATA: "", TANDEM_DATABASE: "" }, { data: home });
  check({}, { XDG_DATA_HOME: "/xdg" }, { data: "/xdg/tandem" });
  check({}, { XDG_DATA_HOME: "relative" }, { data: home });
  check({}, {}, { data: home });
});

describe("typedPlace", () => {
  const check = (flags: StoreFlags, expected: string) =>
    it(JSON.stringify(flags), () => assert.equal(typedPlace(flags), expected));
  check({}, "");
  check({ data: "/srv/tandem" }, " --data /srv/tandem");
  check({ data: "it's here" }, " --data 'it'\\''s here'");
  check({ database: "postgres://ann@db/tandem" }, " --database postgres://ann@db/tandem");
  check({ database: "postgres://a:secret@db/t" }, " --database postgres://a:PASSWORD@db/t");
  check(
    { database: "postgres://db/t?password=secret" },
    " --database 'postgres://db/t?password=PASSWORD'",
  );
  check({ database: "secret" }, " --database URL");
});
