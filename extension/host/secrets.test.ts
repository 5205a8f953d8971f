import assert from "node:assert/strict";
import { environmentKey, withholdKey } from "./secrets.ts";

function check(TANDEM_ENDPOINT: string, expected: string | undefined) {
  assert.equal(environmentKey({ TANDEM_ENDPOINT, TANDEM_API_KEY: "k" })?.origin, expected);
}

describe("environmentKey", () => {
  it("belongs to the endpoint's origin", () => check("http://gpu1:8000/v1", "http://gpu1:8000"));
  it("reads the URL as the settings do", () => check("gpu1:8000", "http://gpu1:8000"));
  it("belongs nowhere without an endpoint", () => check("", undefined));
  it("belongs nowhere with a URL that is none", () => check("ftp://gpu1", undefined));
  it("is nothing without a key", () =>
    assert.equal(environmentKey({ TANDEM_ENDPOINT: "http://gpu1" }), undefined));
});

describe("withholdKey", () => {
  function withheld(environment: { TANDEM_ENDPOINT?: string; TANDEM_API_KEY?: string }) {
    const replaced: [string, string][] = [];
    const terminals = {
      persistent: true,
      replace: (name: string, value: string) => void replaced.push([name, value]),
    };
    withholdKey(environment, terminals);
    return { environment, replaced, isPersistent: terminals.persistent };
  }

  it("takes the key from child processes and terminals, for this window only", () =>
    assert.deepEqual(withheld({ TANDEM_ENDPOINT: "http://gpu1", TANDEM_API_KEY: "k" }), {
      environment: { TANDEM_ENDPOINT: "http://gpu1" },
      replaced: [["TANDEM_API_KEY", ""]],
      isPersistent: false,
    }));
  it("touches nothing without a key", () => assert.deepEqual(withheld({}).replaced, []));
});
