import assert from "node:assert/strict";
import {
  besideBase,
  hostOf,
  isPlainHttpToPublicHost,
  normalizeBaseUrl,
  originOf,
} from "./base-url.ts";
import { ModelError } from "./errors.ts";

describe("normalizeBaseUrl", () => {
  const check = (typed: string, expected: string) =>
    it(`makes ${JSON.stringify(typed)} ${expected}`, () =>
      assert.equal(normalizeBaseUrl(typed), expected));
  check("gpu1:8000", "http://gpu1:8000/v1");
  check("localhost:8000", "http://localhost:8000/v1");
  check("  http://gpu1:8000/v1/ \n", "http://gpu1:8000/v1");
  check("http://gpu1:8000", "http://gpu1:8000/v1");
  check("http://gpu1:8000//", "http://gpu1:8000/v1");
  check("https://GPU1.Example/v1", "https://gpu1.example/v1");
  check("https://llm.example/team/api", "https://llm.example/team/api");
  check("http://gpu1:8000/v1/chat/completions", "http://gpu1:8000/v1");
  check("http://gpu1:8000/v1/chat/completions/", "http://gpu1:8000/v1");
  check("http://gpu1:8000/v1/models", "http://gpu1:8000/v1");
  check("http://gpu1/models", "http://gpu1/v1");
  check("HTTP://gpu1:80", "http://gpu1/v1");
  check("[::1]:8000", "http://[::1]:8000/v1");
  check("10.0.0.5", "http://10.0.0.5/v1");

  for (const typed of [
    "",
    "   ",
    "http://",
    "ftp://gpu1/v1",
    "file:///etc/passwd",
    "http://gpu1:99999",
    "gpu one:8000",
    "http://user:pass@gpu1:8000",
    "http://gpu1:8000/v1?key=secret",
    "http://gpu1:8000/v1#x",
    "javascript:alert(1)",
  ]) {
    it(`refuses ${JSON.stringify(typed)}`, () =>
      assert.throws(
        () => normalizeBaseUrl(typed),
        (error) => error instanceof ModelError && error.code === "invalid_url",
      ));
  }

  it("keeps credentials and queries out of what it says", () => {
    for (const typed of ["http://user:hunter2@gpu1/v1", "http://gpu1/v1?key=hunter2"]) {
      assert.throws(
        () => normalizeBaseUrl(typed),
        (error) => error instanceof ModelError && !error.message.includes("hunter2"),
      );
    }
  });
});

describe("originOf", () => {
  it("is scheme, host and port", () =>
    assert.equal(originOf("https://gpu1:8443/v1"), "https://gpu1:8443"));
});

describe("hostOf", () => {
  it("names the port always", () => {
    assert.equal(hostOf("http://gpu1:8000/v1"), "gpu1:8000");
    assert.equal(hostOf("http://gpu1/v1"), "gpu1:80");
    assert.equal(hostOf("https://gpu1/v1"), "gpu1:443");
  });
});

describe("besideBase", () => {
  it("leaves the API version out", () => {
    assert.equal(besideBase("http://gpu1:8000/v1", "/version"), "http://gpu1:8000/version");
    assert.equal(besideBase("http://gpu1/team/v1", "/version"), "http://gpu1/team/version");
    assert.equal(besideBase("http://gpu1/team", "/version"), "http://gpu1/team/version");
  });
});

describe("isPlainHttpToPublicHost", () => {
  const check = (host: string, expected: boolean) =>
    it(`is ${expected} for http://${host}`, () =>
      assert.equal(isPlainHttpToPublicHost(`http://${host}/v1`), expected));
  check("api.example.com", true);
  check("8.8.8.8", true);
  check("172.15.0.1", true);
  check("172.32.0.1", true);
  check("[2001:db8::1]", true);
  check("100.128.0.1", true);
  check("localhost", false);
  check("gpu1:8000", false);
  check("gpu1.corp", false);
  check("127.0.0.1:8000", false);
  check("10.1.2.3", false);
  check("172.16.0.1", false);
  check("192.168.1.1", false);
  check("100.64.0.1", false);
  check("[::1]", false);
  check("[fd00::1]", false);
  check("[fe80::1]", false);
  it("is false for https", () =>
    assert.equal(isPlainHttpToPublicHost("https://api.example.com/v1"), false));
});
