import assert from "node:assert/strict";
import { createRedact, type RedactOptions } from "./redact.ts";

function check(text: string, expected: string, options?: RedactOptions) {
  assert.equal(createRedact(options)(text), expected);
}

const long = (length: number, character = "A") => character.repeat(length);
const pem = ["-----BEGIN RSA PRIVATE KEY-----", "MIIEow+/==", "-----END RSA PRIVATE KEY-----"];
const tandemKey = `tdm_0123abcd_${long(49)}`;

describe("what reading the audit hides", () => {
  for (const [name, text, expected] of [
    ["a private key", `a ${pem.join("\n")} b`, "a [private-key] b"],
    ["one in source code", `"${pem.join("\\n")}"`, '"[private-key]"'],
    ["one that was cut off", pem.slice(0, 2).join("\n"), "[private-key]"],
    ["our own keys", `key ${tandemKey}.`, "key [tandem-key]."],
    ["an AWS key", "id AKIAIOSFODNN7EXAMPLE!", "id [aws-key]!"],
    [
      "an AWS secret",
      `aws_secret_access_key = ${long(40)}`,
      "aws_secret_access_key = [aws-secret]",
    ],
    ["a GitHub token", `ghp_${long(36)}`, "[github-token]"],
    ["a fine-grained one", `github_pat_${long(30)}`, "[github-token]"],
    ["a GitLab token", `glpat-${long(20)}`, "[gitlab-token]"],
    ["a Slack token", "xoxb-1234567890-abcdef", "[slack-token]"],
    ["an API key", `sk-${long(40)}`, "[api-key]"],
    ["a JWT", `eyJ${long(20)}.eyJ${long(20)}.${long(40)}`, "[jwt]"],
    ["a bearer token", `Authorization: Bearer ${long(20)}`, "Authorization: Bearer [credentials]"],
    [
      "a password in a connection string",
      "postgres://app:hunter2@db/x",
      "postgres://app:[password]@db/x",
    ],
    ["a password in the environment", "DB_PASSWORD=hunter2", "DB_PASSWORD=[secret]"],
    ["one in a URL", "?user=a&password=hunter&b=1", "?user=a&password=[secret]&b=1"],
    ["one in YAML", "password: correct-h0rse", "password: [secret]"],
    ["one in JSON", '{"password": "hunter2"}', '{"password": "[secret]"}'],
    ["one in JSON in JSON", '{\\"password\\": \\"hunter2\\"}', '{\\"password\\": \\"[secret]\\"}'],
    ["one in code", "const token = 'abcd';", "const token = '[secret]';"],
    ["a type in code", "password: string;", "password: string;"],
    ["a call in code", "token = readToken(1);", "token = readToken(1);"],
    ["an assignment in code", "const token = request.token;", "const token = request.token;"],
    ["a word that only begins like a key", "AKIAIOSFODNN7EXAMPLEX", "AKIAIOSFODNN7EXAMPLEX"],
    [
      "a mention of keys",
      'if ("-----BEGIN CERTIFICATE-----")',
      'if ("-----BEGIN CERTIFICATE-----")',
    ],
    ["an e-mail address", "mail a.b@example.com now", "mail a.b@example.com now"],
  ] as const) {
    it(`${expected === text ? "leaves" : "hides"} ${name}`, () => {
      check(text, expected);
      check(createRedact()(text), expected);
    });
  }

  it("hides e-mail addresses where that is asked for", () => {
    check("mail a.b@mail.example.com now", "mail [email] now", { hidesEmails: true });
  });

  it("applies the rules of the configuration", () => {
    const rules = [{ name: "project", pattern: "Blue\\s?Whale" }];
    check("about BlueWhale and $& Blue Whale", "about [project] and $& [project]", { rules });
  });

  it("refuses a rule that is no pattern", () => {
    const rules = [{ name: "broken", pattern: "(" }];
    assert.throws(() => createRedact({ rules }), { code: "bad_rule" });
  });

  it("shows nothing of a text that a rule cannot be done with", () => {
    const rules = [{ name: "slow", pattern: "(a+)+$" }];
    check(`${long(60, "a")}!`, "[withheld: the rule slow takes too long on this text]", {
      rules,
      ruleMs: 50,
    });
  });

  // With a rule whose time is the square of the length, any of these takes hours.
  for (const piece of [
    "a",
    "A",
    " ",
    "-",
    "eyJ",
    "eyJaaaaaaaa.",
    "a@",
    "a.",
    "a://",
    "a:",
    "-----BEGIN PRIVATE KEY-----",
    "-----BEGIN ",
    "password",
    "password=",
    "password: ",
    "password: '",
    "Bearer ",
    "sk-",
    "tdm_01234567_",
    "xoxb-",
  ]) {
    it(`is soon done with nothing but ${JSON.stringify(piece)}`, () => {
      const text = piece.repeat(Math.ceil(1_000_000 / piece.length));
      assert.ok(createRedact({ hidesEmails: true })(text).length > 0);
    });
  }
});
