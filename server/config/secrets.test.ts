import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { SecretReference } from "../../core/protocol/gateway-config.ts";
import { ConfigError } from "./config-error.ts";
import { resolveSecret } from "./secrets.ts";

describe("resolveSecret", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "tandem-secrets-"));
  });
  after(() => rm(folder, { recursive: true }));

  const refusal = async (reference: SecretReference, env: NodeJS.ProcessEnv) => {
    const error = await resolveSecret(reference, env).catch((reason) => reason);
    assert.ok(error instanceof ConfigError, String(error));
    assert.equal(error.code, "reference");
    assert.equal(error.problems.length, 1);
    return error.message;
  };
  const check = (name: string, text: string, expected: string | RegExp) => {
    it(`${name}, from the environment and from a file`, async () => {
      const file = path.join(folder, name.replaceAll(" ", "-"));
      await writeFile(file, text);
      for (const reference of [{ env: "UPSTREAM_KEY" }, { file }]) {
        const env = { UPSTREAM_KEY: text };
        if (typeof expected === "string") {
          assert.equal(await resolveSecret(reference, env), expected);
          continue;
        }
        const message = await refusal(reference, env);
        assert.match(message, expected);
        assert.ok(message.includes("env" in reference ? "UPSTREAM_KEY" : file), message);
        assert.equal(message.includes("canary"), false);
      }
    });
  };
  check("reads a secret", "canary-1", "canary-1");
  check("reads one with space around it", " \tcanary-1\r\n\n", "canary-1");
  check("takes nothing for no secret", "", /holds no secret/);
  check("takes a blank for no secret", " \n", /holds no secret/);
  check("takes one line", "canary-1\ncanary-2\n", /one line/);
  check("takes no space inside", "canary 1", /without spaces/);
  check("takes what a header can hold", "canarÿ-1-canary", /special characters/);

  it("says which variable is not set", async () => {
    assert.match(await refusal({ env: "UPSTREAM_KEY" }, {}), /UPSTREAM_KEY holds no secret/);
    assert.match(await refusal({ env: "constructor" }, {}), /constructor holds no secret/);
  });

  it("says why a file cannot be read", async () => {
    const large = path.join(folder, "large");
    await writeFile(large, "x".repeat(64_001));
    for (const [file, expected] of [
      [path.join(folder, "none"), /ENOENT/],
      [folder, /is no file/],
      ["/dev/zero", /is no file/],
      [large, /too long/],
      ["a\0b", /ERR_INVALID_ARG_VALUE/],
    ] as const) {
      assert.match(await refusal({ file }, {}), expected);
    }
  });
});
