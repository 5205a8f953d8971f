import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { hashOf, idIn, isWellFormed, keyPattern, newKey, randomId } from "./key-format.ts";

describe("newKey", () => {
  it("draws 256 bits and carries its id", () => {
    const { id, key } = newKey();
    assert.match(key, /^tdm_[0-9a-hjkmnp-tv-z]{8}_[A-Za-z0-9_-]{49}$/);
    assert.equal(key.slice(4, 12), id);
    assert.equal(idIn(key), id);
    assert.equal(Buffer.from(key.slice(13, 56), "base64url").length, 32);
  });

  it("draws every key anew", () => {
    const keys = Array.from({ length: 500 }, newKey);
    assert.equal(new Set(keys.map(({ key }) => key.slice(13))).size, 500);
    assert.equal(new Set(keys.map(({ id }) => id)).size, 500);
  });

  it("makes what scanners of secrets find, also in the middle of a text", () => {
    const { key } = newKey();
    assert.equal(keyPattern.exec(`curl -H "authorization: Bearer ${key}" http://x`)?.[0], key);
  });
});

describe("isWellFormed", () => {
  const { key } = newKey();
  const other = (character: string) => (character === "A" ? "B" : "A");
  const check = (name: string, presented: string, expected: boolean) =>
    it(`is ${expected} for ${name}`, () => assert.equal(isWellFormed(presented), expected));
  check("a key", key, true);
  for (const at of [4, 13, 30, 55, 56, 61]) {
    check(`a key mistyped at ${at}`, key.slice(0, at) + other(key[at]!) + key.slice(at + 1), false);
  }
  check("two characters swapped", `${key.slice(0, 20)}-_${key.slice(22)}`, false);
  check("a key cut off", key.slice(0, -1), false);
  check("a key with more behind it", `${key}A`, false);
  check("a key with space around it", ` ${key}`, false);
  check("a key and a line end", `${key}\n`, false);
  check("another prefix", key.replace("tdm_", "sk-_"), false);
  check("nothing", "", false);
  check("a megabyte", "tdm_".repeat(262_144), false);
  check("other scripts", "tdm_ключключ_".padEnd(62, "ы"), false);
});

describe("hashOf", () => {
  it("is sha256 in hex", () =>
    assert.equal(hashOf("tdm_x"), createHash("sha256").update("tdm_x").digest("hex")));
});

describe("randomId", () => {
  it("writes eight characters for five bytes", () => {
    assert.match(randomId(5), /^[0-9a-hjkmnp-tv-z]{8}$/);
    assert.match(randomId(10), /^[0-9a-hjkmnp-tv-z]{16}$/);
  });
});
