import assert from "node:assert/strict";
import { LogDamaged } from "../../audit/logs.ts";
import { startFailure } from "./start-failure.ts";

const at = { host: "127.0.0.1", port: 4000, place: { data: "/var/lib/tandem" } };

function check(what: string, error: unknown, expected: RegExp | undefined): void {
  it(`tells ${what}`, async () => {
    const told = await startFailure(error, at);
    if (expected === undefined) assert.equal(told, undefined);
    else assert.match(told ?? "", expected);
  });
}

const listening = Object.assign(new Error("canary"), { code: "EADDRINUSE", syscall: "listen" });

describe("startFailure", () => {
  check(
    "a port in use",
    listening,
    /^cannot listen on 127\.0\.0\.1:4000 \(EADDRINUSE\)\. .*--port/,
  );
  check(
    "a damaged audit log, and how to go on",
    new LogDamaged("gateway", 3),
    /^the audit log gateway is damaged from record 3 on, .*tandem audit verify, .* backup, .*--new-log\.$/,
  );
  check("nothing of what nobody expected", new TypeError("canary"), undefined);
});
