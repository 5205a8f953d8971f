import assert from "node:assert/strict";
import { nearest } from "./nearest.ts";

describe("nearest", () => {
  const known = ["maxInFlight", "url", "key", "reserve", "models", "routes", "chat", "inline"];
  const check = (typed: string, expected: string | undefined) =>
    it(`${JSON.stringify(typed)}: ${expected}`, () =>
      assert.equal(nearest(typed, known), expected));
  check("maxInflight", "maxInFlight");
  check("max_in_flight", "maxInFlight");
  check("URL", "url");
  check("ulr", "url");
  check("keys", "key");
  check("resreve", "reserve");
  check("inlnie", "inline");
  check("modles", "models");
  check("", undefined);
  check("x", undefined);
  check("temperature", undefined);
  check("x".repeat(100_000), undefined);
  it("knows nothing among nothing", () => assert.equal(nearest("url", []), undefined));
});
