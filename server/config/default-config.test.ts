import assert from "node:assert/strict";
import { ConfigError } from "./config-error.ts";
import { configForUpstream } from "./default-config.ts";
import { parseConfig } from "./read-config.ts";

describe("configForUpstream", () => {
  const check = (url: string, expected: string) =>
    it(`makes ${url} ${expected}`, async () =>
      assert.deepEqual(
        configForUpstream(url),
        await parseConfig(`upstreams: { default: { url: "${expected}" } }`, "t.yaml"),
      ));
  check("gpu1:8000", "http://gpu1:8000/v1");
  check("http://gpu1:8000", "http://gpu1:8000/v1");
  check("https://llm.example/team/v1/", "https://llm.example/team/v1");

  for (const url of ["", "ftp://gpu1", "http://user:canary@gpu1", "http://gpu1?key=canary"]) {
    it(`refuses ${JSON.stringify(url)} without repeating it`, () =>
      assert.throws(
        () => configForUpstream(url),
        (error) => error instanceof ConfigError && !error.message.includes("canary"),
      ));
  }
});
