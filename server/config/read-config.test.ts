import assert from "node:assert/strict";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  auditSchema,
  gatewayConfigSchema,
  ruleSchema,
  tierSchema,
  upstreamSchema,
} from "../../core/protocol/gateway-config.ts";
import { trafficClasses } from "../../core/routing/task.ts";
import { ConfigError, type ConfigErrorCode } from "./config-error.ts";
import { parseConfig, readConfig } from "./read-config.ts";

const file = "/etc/tandem/tandem.yaml";

describe("parseConfig", () => {
  it("knows every default", async () => {
    assert.deepEqual(await parseConfig("upstreams:\n  gpu:\n    url: http://gpu1:8000\n", file), {
      upstreams: {
        gpu: {
          url: "http://gpu1:8000/v1",
          weight: 1,
          classes: [...trafficClasses],
          maxInFlight: 128,
          reserve: { inline: 8, chat: 8, review: 0 },
          priority: false,
          usageStats: true,
        },
      },
      models: {},
      routes: [],
      timeouts: {
        connectMs: 5_000,
        firstByteMs: 900_000,
        silenceMs: 600_000,
        requestBodyMs: 60_000,
        noUpstreamMs: 5_000,
      },
      admission: {
        ageingMs: 30_000,
        bodiesInMemoryMiB: 64,
        maxBodyMiB: 32,
        headersAfterMs: 10_000,
      },
      audit: { onFailure: "refuse", retentionDays: {}, redact: [], witnesses: [] },
    });
  });

  it("fills up sections that are given in part", async () => {
    const text = `${ok}timeouts: { silenceMs: 1 }\nadmission: { maxBodyMiB: 2 }\naudit: { onFailure: gap }\n`;
    const { timeouts, admission, audit, upstreams } = await parseConfig(
      text.replace("8000", "8000, reserve: { chat: 1 }"),
      file,
    );
    assert.deepEqual([timeouts.silenceMs, timeouts.connectMs], [1, 5_000]);
    assert.deepEqual([admission.maxBodyMiB, admission.ageingMs], [2, 30_000]);
    assert.deepEqual([audit.onFailure, audit.redact], ["gap", []]);
    assert.deepEqual(upstreams.gpu?.reserve, { inline: 8, chat: 1, review: 0 });
  });

  it("means the same wherever the gateway was started", async () => {
    const { upstreams, tls, audit } = await parseConfig(
      `upstreams:
  a: { url: "http://gpu1:8000/v1/chat/completions/", key: { file: keys/a } }
  b: { url: "https://GPU2/team", key: { file: /run/b } }
  c: { url: http://gpu3, key: { env: C } }
tls: { cert: tls/cert.pem, key: ../key.pem }
audit: { witnesses: [heads, /mnt/heads, "https://w.example/heads"] }`,
      file,
    );
    assert.deepEqual(
      Object.values(upstreams).map(({ url, key }) => [url, key]),
      [
        ["http://gpu1:8000/v1", { file: "/etc/tandem/keys/a" }],
        ["https://gpu2/team", { file: "/run/b" }],
        ["http://gpu3/v1", { env: "C" }],
      ],
    );
    assert.deepEqual(tls, { cert: "/etc/tandem/tls/cert.pem", key: "/etc/key.pem" });
    assert.deepEqual(audit.witnesses, [
      "/etc/tandem/heads",
      "/mnt/heads",
      "https://w.example/heads",
    ]);
  });

  it("takes aliases, JSON, and a mark of byte order", async () => {
    const aliased = `upstreams:\n  a: &same { url: "http://x", weight: 2 }\n  b: *same\n`;
    const { upstreams } = await parseConfig(aliased, file);
    assert.deepEqual(upstreams.a, upstreams.b);
    await parseConfig(`{"upstreams": {"a": {"url": "http://x"}}}`, file);
    await parseConfig(`\ufeff${ok}`, file);
  });
});

const ok = `upstreams: { gpu: { url: http://gpu1:8000 } }\n`;

function check(name: string, text: string, code: ConfigErrorCode, expected: (string | RegExp)[]) {
  it(`refuses ${name}`, async () => {
    const error = await parseConfig(text, "t.yaml").then(
      () => assert.fail("It was taken."),
      (reason) => reason,
    );
    assert.ok(error instanceof ConfigError, String(error));
    assert.equal(error.code, code);
    assert.equal(error.message, error.problems.join("\n"));
    assert.equal(error.problems.length, expected.length, error.message);
    for (const [index, each] of expected.entries()) {
      const problem: string = error.problems[index] ?? "";
      if (typeof each === "string") assert.equal(problem, each);
      else assert.match(problem, each);
    }
  });
}

describe("YAML that is none", () => {
  const syntax = (name: string, text: string, ...expected: RegExp[]) =>
    check(name, text, "yaml", expected);
  syntax("a tab", "upstreams:\n\tgpu: 1\n", /^t\.yaml:2:1: a tab cannot indent YAML/);
  syntax(
    "a name that stands twice",
    "a:\n  b: 1\n  b: 2\n",
    /^t\.yaml:3:3: this name stands here twice/,
  );
  syntax("a section that stands twice", `${ok}upstreams: {}\n`, /^t\.yaml:2:1: this name stands/);
  syntax("a second document", `${ok}---\n${ok}`, /^t\.yaml:2:1: a second document/);
  syntax("a tag", "a: !secret x\n", /^t\.yaml:1:4: tags/);
  syntax("a tag of JavaScript", "a: !!js/function 'x'\n", /^t\.yaml:1:4: tags/);
  syntax("a known tag", "a: !!binary aGk=\n", /^t\.yaml:1:4: tags/);
  syntax("YAML 1.1", `%YAML 1.1\n---\n${ok}`, /^t\.yaml:1:1: only YAML 1\.2/);
  syntax("a bracket that is not closed", "{ a: 1\n", /^t\.yaml:2:1: something is not closed/);
  for (const [what, text, line] of [
    ["at the end", "upstreams: [", "1:12"],
    ["before the next line", "upstreams: {\nmodels:\n  a: 1\n", "1:12"],
    ["deep inside", "upstreams:\n  a:\n    classes: [chat\n    url: x\n", "3:14"],
    ["around one that is", "a: [1, [2, 3]\nb: 1\n", "1:4"],
  ] as const) {
    const expected = new RegExp(
      `^t\\.yaml:${line}: this bracket is not closed: put .* where it ends`,
    );
    syntax(`a bracket that is not closed ${what}`, text, expected);
  }
  syntax("a line that is indented oddly", "a:\n  - b\n c: 1\n", /^t\.yaml:3:1: this is indented/);
  syntax("a quote that is not closed", 'a: "x\n', /^t\.yaml:\d:\d+: something is not closed/);
  syntax("a second colon", "a: b: c\n", /^t\.yaml:1:4: there is a second `:`/);
  syntax("an alias of nothing", "a: *x\n", /^t\.yaml:1:4: no anchor/);
  syntax("an alias before its anchor", "a: *x\nb: &x 1\n", /^t\.yaml:1:4: no anchor/);
  syntax(
    "an alias inside of itself",
    "a: &x { b: *x }\n",
    /^t\.yaml:1:12: this alias stands inside/,
  );
  syntax("a list as a name", "[a, b]: 1\n", /^t\.yaml:1:1: a name has to be text/);
  syntax("a billion laughs", laughs(), /^t\.yaml:1:1: .*repeats itself too often/);
  syntax("many aliases", `a: &a 1\nb: [${"*a, ".repeat(101)}]\n`, /^t\.yaml:1:1: .*too often/);

  for (const deep of ["[", "{a: ", "- ", "? "]) {
    it(`refuses ${JSON.stringify(deep)} twenty thousand times`, async () => {
      const { stackTraceLimit } = Error;
      // Mocha asks for whole stacks, which are long here.
      Error.stackTraceLimit = 10;
      try {
        await assert.rejects(
          parseConfig(deep.repeat(20_000), "t.yaml"),
          (error) => error instanceof ConfigError && error.code === "yaml",
        );
      } finally {
        Error.stackTraceLimit = stackTraceLimit;
      }
    }).timeout(20_000);
  }
});

/** Nine lines that would be 9^9 words. */
function laughs(): string {
  const names = [..."abcdefghi"];
  return names
    .map((name, index) => {
      const what = index === 0 ? "lol" : `*${names[index - 1]}`;
      return `${name}: &${name} [${Array(9).fill(what).join(", ")}]\n`;
    })
    .join("");
}

describe("a configuration that is none", () => {
  const schema = (name: string, text: string, ...expected: (string | RegExp)[]) =>
    check(name, text, "schema", expected);
  for (const [name, text] of [
    ["nothing", ""],
    ["a comment", "# later\n"],
    ["a list", "- a\n"],
    ["a word", "upstreams\n"],
  ] as const) {
    schema(name, text, /^t\.yaml:1:1: the configuration has to be a section.*`upstreams`/);
  }
  schema("no upstream", "upstreams: {}\n", "t.yaml:1:1: upstreams: needs at least one upstream.");
  schema("no upstreams", "models: {}\n", "t.yaml:1:1: upstreams: is missing: it has to be given.");
  schema(
    "an empty section",
    `${ok}models:\n`,
    "t.yaml:2:1: models: is empty: give it a value, or remove the line.",
  );
  schema(
    "an unknown name, and says which one was meant",
    `upstreams:\n  gpu:\n    url: http://x\n    maxInflight: 3\n`,
    "t.yaml:4:5: upstreams.gpu.maxInflight: is not known here. Did you mean `maxInFlight`?",
  );
  schema(
    "an unknown section",
    `${ok}model: {}\n`,
    "t.yaml:2:1: model: is not known here. Did you mean `models`?",
  );
  schema(
    "an unknown name that is like no other",
    `${ok}tls: { cert: a, key: b, ciphers: c }\n`,
    "t.yaml:2:25: tls.ciphers: is not known here. There are: cert, key.",
  );
  schema(
    "unknown names in lists and unions",
    `upstreams: { gpu: { url: http://x, reserve: { inlin: 1 } } }
models:
  chat:
    - upstream: gpu
    - { upstream: [gpu], modell: x }
routes:
  - { tsk: chat, model: chat }
`,
    /^t\.yaml:1:47: upstreams\.gpu\.reserve\.inlin: .*`inline`\?$/,
    /^t\.yaml:5:26: models\.chat\[1\]\.modell: .*`model`\?$/,
    /^t\.yaml:7:7: routes\[0\]\.tsk: .*`task`\?$/,
  );
  schema("merge keys", `<<: { a: 1 }\n${ok}`, /^t\.yaml:1:1: \["<<"\]: is not known here/);
  schema("a prototype", `__proto__: { a: 1 }\n${ok}`, /^t\.yaml:1:1: __proto__: is not known here/);
  schema(
    "values of the wrong kind",
    `upstreams:
  gpu:
    url: 8000
    weight: "2"
    context: 1.5
    classes: chat
    maxInFlight: 0
    reserve: 8
    priority: yes
models:
  chat: gpu
routes: { task: chat }
timeouts: { connectMs: 0, silenceMs: 1e12, firstByteMs: .inf, requestBodyMs: .nan }
tls: on
`,
    "t.yaml:3:5: upstreams.gpu.url: has to be text.",
    "t.yaml:4:5: upstreams.gpu.weight: has to be a number.",
    "t.yaml:5:5: upstreams.gpu.context: has to be a whole number.",
    "t.yaml:6:5: upstreams.gpu.classes: has to be a list.",
    "t.yaml:7:5: upstreams.gpu.maxInFlight: has to be at least 1.",
    "t.yaml:8:5: upstreams.gpu.reserve: has to be a section of names and values.",
    "t.yaml:9:5: upstreams.gpu.priority: has to be true or false.",
    "t.yaml:11:3: models.chat: has to be a list.",
    "t.yaml:12:1: routes: has to be a list.",
    "t.yaml:13:13: timeouts.connectMs: has to be at least 1.",
    "t.yaml:13:27: timeouts.silenceMs: has to be at most 86400000.",
    /^t\.yaml:13:44: timeouts\.firstByteMs: has to be a/,
    /^t\.yaml:13:63: timeouts\.requestBodyMs: has to be a/,
    "t.yaml:14:1: tls: has to be a section of names and values.",
  );
  schema(
    "what is one of several and is none of them",
    `upstreams: { gpu: { url: http://x, classes: [chat, inlin], weight: 1001 } }
models: { chat: [{ upstream: 5 }, { upstream: [] }, { upstream: [a, 5] }], fast: [] }
routes: [{ task: Chat, model: chat }]
audit: { onFailure: stop, retentionDays: { chats: 3 } }
`,
    "t.yaml:1:52: upstreams.gpu.classes[1]: has to be one of inline, chat, review, batch. Did you mean `inline`?",
    "t.yaml:1:60: upstreams.gpu.weight: has to be at most 1000.",
    "t.yaml:2:20: models.chat[0].upstream: has to be text or a list.",
    "t.yaml:2:37: models.chat[1].upstream: needs at least 1.",
    "t.yaml:2:69: models.chat[2].upstream[1]: has to be text.",
    "t.yaml:2:76: models.fast: needs at least 1.",
    /^t\.yaml:3:12: routes\[0\]\.task: .*Did you mean `chat`\?$/,
    "t.yaml:4:10: audit.onFailure: has to be one of refuse, gap.",
    "t.yaml:4:44: audit.retentionDays.chats: is not known here. Did you mean `chat`?",
  );
  schema(
    "names with spaces",
    `upstreams: { a b: { url: http://x } }\n`,
    't.yaml:1:14: upstreams["a b"]: as a name has to begin with a letter or digit, without spaces.',
  );
  for (const url of ["ftp://x", "x", "'http://'", "/v1", "javascript:alert(1)"]) {
    schema(
      `${url} as a URL`,
      `upstreams: { gpu: { url: ${url} } }\n`,
      "t.yaml:1:21: upstreams.gpu.url: has to be a URL such as http://gpu1:8000/v1.",
    );
  }
  for (const key of ["canary-secret", "{ env: A, file: b }", "{}", "[a]", "3"]) {
    schema(
      `${key} as a secret`,
      `upstreams: { gpu: { url: http://x, key: ${key} } }\n`,
      "t.yaml:1:36: upstreams.gpu.key: has to be either `env: NAME` or `file: PATH`: a secret never stands in this file itself.",
    );
  }

  schema(
    "a secret without a name",
    `upstreams: { gpu: { url: http://x, key: { env: "" } } }\n`,
    "t.yaml:1:43: upstreams.gpu.key.env: cannot be empty.",
  );

  it("tells twenty problems and counts the rest", async () => {
    const names = Array.from({ length: 25 }, (_, index) => `unknown${index}: 1\n`).join("");
    const error = await parseConfig(ok + names, "t.yaml").catch((reason) => reason);
    assert.equal(error.problems.length, 21);
    assert.match(error.problems[0], /^t\.yaml:2:1: unknown0:/);
    assert.equal(error.problems[20], "t.yaml: and 5 more.");
  });

  it("cannot be steered by the names in it", async () => {
    const text = `${ok}"a\\e[2J\\n\\u202e${"x".repeat(100)}": 1\n`;
    const error = await parseConfig(text, "t.yaml").catch((reason) => reason);
    assert.equal(error.problems.length, 1);
    assert.match(error.problems[0], /^t\.yaml:2:1: \["a \[2J x+…"\]: is not known here/);
  });
});

describe("a configuration that does not fit together", function () {
  // Patterns are judged in a thread of its own.
  this.timeout(60_000);
  const reference = (name: string, text: string, ...expected: (string | RegExp)[]) =>
    check(name, text, "reference", expected);
  reference(
    "fallbacks without upstream, and upstreams that stand there twice",
    `upstreams: { gpu1: { url: http://x }, gpu2: { url: http://y } }
models:
  chat:
    - upstream: [gpu1, gpu1]
    - upstream: gup2
  fast:
    - upstream: [toString, gpu2]
`,
    "t.yaml:4:24: models.chat[0].upstream[1]: stands here twice: keep one.",
    "t.yaml:5:7: models.chat[1].upstream: there is no upstream of that name. Did you mean `gpu2`?",
    "t.yaml:7:18: models.fast[0].upstream[0]: there is no upstream of that name. There are: gpu1, gpu2.",
  );
  reference(
    "rules for models that are not there",
    `${ok}models: { chat: [{ upstream: gpu }] }\nroutes: [{ task: inline, model: constructor }]\n`,
    "t.yaml:3:26: routes[0].model: there is no model of that name. There are: chat.",
  );
  reference(
    "reserves that leave nothing",
    `upstreams: { gpu: { url: http://x, maxInFlight: 16 } }\n`,
    /^t\.yaml:1:14: upstreams\.gpu\.reserve: keeps 16 slots free of 16,/,
  );
  for (const url of [
    "http://canary:canary@x/v1",
    "http://canary@x/v1",
    "http://x/v1?key=canary",
    "'http://x/v1#canary'",
  ]) {
    reference(
      `secrets in the address ${url}`,
      `upstreams: { gpu: { url: ${url} } }\naudit: { witnesses: [${url}] }\n`,
      /^t\.yaml:1:21: upstreams\.gpu\.url: cannot hold a user name, password, query or fragment/,
      /^t\.yaml:2:22: audit\.witnesses\[0\]: cannot hold/,
    );
  }
  reference(
    "witnesses that are neither URL nor path",
    `${ok}audit: { witnesses: ["ftp://x/y", "s3://bucket", "http://x y"] }\n`,
    /witnesses\[0\]: has to begin with http/,
    /witnesses\[1\]: has to begin with http/,
    /witnesses\[2\]: is no URL that can be used/,
  );
  reference(
    "patterns that are none, match nothing, or share a name",
    `${ok}audit: { redact: [{ name: a, pattern: "(" }, { name: a, pattern: "x*" }] }\n`,
    /^t\.yaml:2:30: audit\.redact\[0\]\.pattern: is no regular expression .*Unterminated group/,
    /^t\.yaml:2:48: audit\.redact\[1\]\.name: stands here twice/,
    /^t\.yaml:2:57: audit\.redact\[1\]\.pattern: also matches nothing at all/,
  );
  reference(
    "patterns that can take for ever",
    `${ok}audit: { redact: [{ name: a, pattern: '(x+)+$' }, { name: b, pattern: '(?:a|a)+!' }] }\n`,
    /redact\[0\]\.pattern: takes too long/,
    /redact\[1\]\.pattern: takes too long/,
  );

  it("never repeats a secret that stands in the wrong place", async () => {
    for (const text of [
      "upstreams: { gpu: { url: http://x, key: canary } }",
      "upstreams: { gpu: { url: 'http://u:canary@x' } }",
      "upstreams: { gpu: { url: http://x, key: { env: [canary] } } }",
      "upstreams: { gpu: { url: http://x } }\n canary: &a !x *b",
      "upstreams: [canary, {",
      "- a\ncanary: 1",
      `${ok}audit: { witnesses: ["ftp://canary"], onFailure: canary }`,
    ]) {
      const error = await parseConfig(text, "t.yaml").catch((reason) => reason);
      assert.ok(error instanceof ConfigError);
      const { message, stack, cause } = error;
      assert.equal(`${message}${stack}${String(cause)}`.includes("canary"), false, message);
    }
  });
});

describe("patterns and numbers that are taken", function () {
  this.timeout(60_000);
  const taken = (name: string, text: string) =>
    it(name, async () => {
      await parseConfig(text, file);
    });
  taken(
    "patterns as people write them",
    `${ok}audit:\n  redact:\n    - { name: number, pattern: 'E-\\d{6}\\b' }\n    - { name: mail, pattern: '[\\w.]+@corp\\.example' }\n    - { name: name, pattern: '\\p{L}+-(?i:secret)' }\n`,
  );
  taken(
    "no reserve where nobody is less urgent",
    `upstreams: { gpu: { url: http://x, maxInFlight: 1, classes: [inline] } }\n`,
  );
  taken("rules for any model where none is configured", `${ok}routes: [{ model: qwen3-coder }]\n`);
});

describe("readConfig", function () {
  this.timeout(60_000);
  let folder: string;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "tandem-config-"));
  });
  after(() => rm(folder, { recursive: true }));

  it("takes the example, which shows everything there is", async () => {
    const example = path.join(import.meta.dirname, "example.yaml");
    const config = await readConfig(example);
    const shown = JSON.stringify(config);
    for (const schema of [
      upstreamSchema,
      tierSchema,
      ruleSchema,
      auditSchema,
      gatewayConfigSchema,
    ]) {
      for (const key of Object.keys(schema.shape)) assert.ok(shown.includes(`"${key}":`), key);
    }
    assert.deepEqual(Object.keys(config.upstreams), ["coder-1", "coder-2", "completer"]);
  });

  it("shows fallbacks that somebody reaches", async () => {
    const { models, upstreams } = await readConfig(path.join(import.meta.dirname, "example.yaml"));
    const classesOf = (upstream: string | string[]) =>
      [upstream].flat().flatMap((name) => upstreams[name]?.classes ?? []);
    for (const [name, [first, ...fallbacks]] of Object.entries(models)) {
      const served = new Set(classesOf(first?.upstream ?? []));
      for (const { upstream } of fallbacks) {
        const common = classesOf(upstream).filter((each) => served.has(each));
        assert.notDeepEqual(common, [], `${name} never falls back to ${upstream}`);
      }
    }
  });

  it("tells a default in the example's comments as the schema has it", async () => {
    const example = await readFile(path.join(import.meta.dirname, "example.yaml"), "utf8");
    const plain = await parseConfig(ok, file);
    const defaults = { ...plain.timeouts, ...plain.admission, ...plain.upstreams.gpu };
    const told = [...example.matchAll(/# .*Default: ([\w.]+)\.\n\s+(\w+):/g)];
    assert.ok(told.length > 12);
    for (const [, value, key] of told) {
      const known = { ...defaults, ...plain.audit }[key as keyof typeof defaults];
      if (/^(\d+|true|false|refuse)$/.test(value!)) assert.equal(value, String(known), key);
    }
  });

  const refused = (name: string, write: (place: string) => Promise<unknown>, expected: RegExp) =>
    it(`refuses ${name}`, async () => {
      const place = path.join(folder, `${name.replaceAll(" ", "-")}.yaml`);
      await write(place);
      await assert.rejects(
        readConfig(place),
        (error) =>
          error instanceof ConfigError &&
          error.code === "unreadable" &&
          error.problems.length === 1 &&
          error.message.startsWith(`${place}: `) &&
          expected.test(error.message),
      );
    });
  refused("a missing file", async () => {}, /ENOENT/);
  refused("a folder", (place) => mkdir(place), /no file/);
  refused("more than a megabyte", (place) => writeFile(place, "#".repeat(1_000_001)), /1 MB/);
  refused("bytes", (place) => writeFile(place, Buffer.from([0x61, 0xff, 0xfe])), /UTF-8/);
});
