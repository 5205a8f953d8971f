import assert from "node:assert/strict";
import type { IncomingHttpHeaders } from "node:http";
import { presentedKey } from "./presented-key.ts";

function check(headers: IncomingHttpHeaders, expected: string | undefined): void {
  it(`finds ${expected ?? "none"} in ${JSON.stringify(headers)}`, () => {
    assert.equal(presentedKey(headers), expected);
  });
}

describe("presentedKey", () => {
  check({ authorization: "Bearer k1" }, "k1");
  check({ authorization: "bearer  k1 " }, "k1");
  check({ authorization: "BEARER k1", "x-api-key": "k2" }, "k1");
  check({ "x-api-key": "k2" }, "k2");
  check({ "api-key": "k3" }, "k3");
  check({ authorization: "Basic dXNlcg==" }, undefined);
  check({ authorization: "Basic dXNlcg==", "api-key": "k3" }, "k3");
  check({ authorization: "Bearer " }, undefined);
  check({ authorization: "Bearer a b" }, undefined);
  check({ "x-api-key": "" }, undefined);
  check({}, undefined);
});
