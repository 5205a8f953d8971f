import assert from "node:assert/strict";
import type { Json } from "../../../core/protocol/json.ts";
import { createRandom, type Random } from "../../../evals/random.ts";
import { GatewayError, type GatewayErrorCode } from "../../gateway-error.ts";
import { hostileKey, hostileValue, written, writtenObject } from "./hostile-json.ts";
import { type ScannedBody, type Span, scanBody } from "./scan-body.ts";

type Values = Omit<ScannedBody, "places" | "content"> & { content: string | undefined };

const nothing: Values = {
  model: undefined,
  stream: false,
  streamOptions: undefined,
  priority: undefined,
  n: 1,
  prompts: 1,
  maxTokens: undefined,
  content: undefined,
  hasTools: false,
};

function check(title: string, body: string, expected: Partial<Values>): void {
  it(title, () => {
    const bytes = Buffer.from(body);
    const { places: _, content, ...values } = scanBody(bytes);
    assert.deepEqual(
      { ...values, content: content && textAt(bytes, content) },
      { ...nothing, ...expected },
    );
  });
}

function refuses(code: GatewayErrorCode, title: string, body: string | Buffer): void {
  it(title, () => {
    assert.throws(() => scanBody(Buffer.from(body)), isRefusal(code));
  });
}

function isRefusal(code: GatewayErrorCode) {
  return (error: unknown) => {
    assert.ok(error instanceof GatewayError, `${error}`);
    assert.equal(error.code, code, error.message);
    return true;
  };
}

function textAt(bytes: Buffer, { from, to }: Span): string {
  return bytes.toString("utf8", from, to);
}

describe("scanBody", () => {
  describe("finds", () => {
    check("nothing in an empty object", " { } ", {});
    check(
      "what a chat asks for",
      '{"model":"chat","messages":[{"role":"user","content":"hi"}],"stream":true,"stream_options":{"include_usage":true},"priority":-3,"n":2,"max_tokens":9,"tools":[{"type":"function"}]}',
      {
        model: "chat",
        content: '[{"role":"user","content":"hi"}]',
        stream: true,
        streamOptions: { includeUsage: true, continuous: false },
        priority: -3,
        n: 2,
        maxTokens: 9,
        hasTools: true,
      },
    );
    check("keys at the end behind space", '{"a":1 ,\n"model" :\t"m" \r\n}', { model: "m" });
    check("a name with escapes", '{"model":"a\\/b\\u00e9\\""}', { model: 'a/bé"' });
    check("only keys of the top level", decoys(), {
      content: '[{"content":"\\"model\\":\\"x\\""}]',
    });
    check(
      "null to be the same as nothing",
      '{"model":null,"stream":null,"stream_options":null,"priority":null,"n":null,"max_tokens":null,"tools":null}',
      {},
    );
    check("an empty name to be none", '{"model":""}', {});
    check("an empty list of tools to be none", '{"tools":[ ]}', {});
    check("whole numbers however they are written", '{"n":2.0,"priority":1e1}', {
      n: 2,
      priority: 10,
    });
    check("the newer limit first", '{"max_completion_tokens":5,"max_tokens":9}', { maxTokens: 5 });
    check("the older limit beside null", '{"max_completion_tokens":null,"max_tokens":9}', {
      maxTokens: 9,
    });
    check("one prompt in a text", '{"prompt":"a,b"}', { content: '"a,b"' });
    check("one prompt in a list of tokens", '{"prompt":[1,2]}', { content: "[1,2]" });
    check("every prompt of a list", '{"prompt":["a","b]","c"]}', {
      content: '["a","b]","c"]',
      prompts: 3,
    });
    check("every prompt of a list of lists", '{"prompt":[ [1,2] , [3] ]}', {
      content: "[ [1,2] , [3] ]",
      prompts: 2,
    });
    check("the input of embeddings", '{"input":["a","b"]}', { content: '["a","b"]' });
    check(
      "both wishes for usage, whatever stands beside them",
      '{"stream_options":{"x":{"include_usage":false},"continuous_usage_stats":true,"include_usage":true}}',
      { streamOptions: { includeUsage: true, continuous: true } },
    );
    check("512 levels", `{"a":${"[".repeat(511)}${"]".repeat(511)}}`, {});
  });

  describe("refuses as no JSON", () => {
    for (const body of [
      "",
      " ",
      "null",
      "[]",
      '"{}"',
      "{",
      "{}}",
      "{} x",
      "{},",
      '{"a"}',
      '{"a":}',
      '{"a":1,}',
      '{,"a":1}',
      '{"a":1 "b":2}',
      "{a:1}",
      "{'a':1}",
      '{"a":01}',
      '{"a":+1}',
      '{"a":1.}',
      '{"a":.5}',
      '{"a":1e}',
      '{"a":-}',
      '{"a":NaN}',
      '{"a":Infinity}',
      '{"a":tru}',
      '{"a":nullx}',
      '{"a":[1,]}',
      '{"a":[1}',
      '{"a":"b}',
      '{"a":"b\\"}',
      '{"a":"\\x41"}',
      '{"a":"\\u00g0"}',
      '{"a":"\n"}',
      '{"a":1}\0',
      '{"a":\0}',
      "\ufeff{}",
      '{"a":1/**/}',
      `{"a":${"[".repeat(512)}${"]".repeat(512)}}`,
      `{"a":${"[".repeat(100_000)}`,
    ]) {
      refuses("bad_json", JSON.stringify(body.slice(0, 40)), body);
    }
    refuses("bad_json", "a text that is not UTF-8", Buffer.from('{"a":"\xff"}', "latin1"));
    refuses("bad_json", "a key that is not UTF-8", Buffer.from('{"\xc0\xad":1}', "latin1"));
    refuses("bad_json", "UTF-16", Buffer.from('{"a":1}', "utf16le"));
  });

  describe("refuses control keys", () => {
    const twice = {
      model: '"m"',
      stream: "true",
      stream_options: "{}",
      priority: "1",
      n: "1",
    };
    for (const [key, value] of Object.entries(twice)) {
      refuses("duplicate_key", `${key} twice`, `{"${key}":${value},"a":[],"${key}":${value}}`);
      refuses("duplicate_key", `${key} beside null`, `{"${key}":null,"${key}":${value}}`);
      const variants = {
        "in capitals": key.toUpperCase(),
        "with one capital": `${key[0]!.toUpperCase()}${key.slice(1)}`,
        "with an escape": `\\u00${key.charCodeAt(0).toString(16)}${key.slice(1)}`,
        "with an escaped capital": `${key.slice(0, -1)}\\u00${key.at(-1)!.toUpperCase().charCodeAt(0).toString(16)}`,
      };
      for (const [manner, variant] of Object.entries(variants)) {
        refuses("duplicate_key", `${key} ${manner}`, `{"${variant}":${value}}`);
        refuses("duplicate_key", `${key} also ${manner}`, `{"${key}":${value},"${variant}":1}`);
      }
    }
    refuses("duplicate_key", "a letter that folds to s", '{"ſtream":true}');
    refuses(
      "duplicate_key",
      "every letter escaped",
      `{"${[..."stream_options"].map((letter) => `\\u00${letter.charCodeAt(0).toString(16)}`).join("")}":{}}`,
    );
    for (const inside of [
      '"include_usage":true,"include_usage":false',
      '"Include_Usage":true',
      '"continuous_usage_stats":true,"continuous_usage_\\u0073tats":true',
    ]) {
      refuses("duplicate_key", `stream_options {${inside}}`, `{"stream_options":{${inside}}}`);
    }
    for (const entry of [
      '"model":5',
      '"model":["m"]',
      `"model":"${"m".repeat(600)}"`,
      '"stream":"true"',
      '"stream":1',
      '"stream_options":[]',
      '"stream_options":"x"',
      '"stream_options":{"include_usage":1}',
      '"stream_options":{"continuous_usage_stats":"yes"}',
      '"priority":1.5',
      '"priority":"1"',
      '"priority":1e400',
      '"n":1.5',
      '"n":"2"',
      '"n":0',
      '"n":true',
    ]) {
      refuses("bad_request", entry.slice(0, 60), `{${entry}}`);
    }
  });

  it("says where the JSON breaks and repeats nothing of it", () => {
    assert.throws(() => scanBody(Buffer.from('{"secret":"s3cr3t",}')), {
      message: /at byte 19: send one JSON object/,
    });
  });

  it("finds the values of any document where JSON.parse does", () => {
    const random = createRandom("scan");
    for (let round = 0; round < 3000; round += 1) checkDocument(randomRequest(random));
  });

  it("takes exactly what JSON.parse takes", () => {
    const random = createRandom("broken");
    let accepted = 0;
    for (let round = 0; round < 8000; round += 1) {
      const body = damaged(Buffer.from(randomRequest(random).text), random);
      const isObject = parsesToObject(body);
      const taken = isTaken(body);
      if (taken === true) accepted += 1;
      assert.equal(taken ?? isObject, isObject, JSON.stringify(body.toString("latin1")));
    }
    assert.ok(accepted > 500 && accepted < 6000, `${accepted} were taken`);
  });
});

function decoys(): string {
  return '{"messages":[{"content":"\\"model\\":\\"x\\""}],"metadata":{"model":"x","stream":true,"n":7},"a":"}","b":["model","x"]}';
}

/** A request with some control keys at any place among anything else. */
function randomRequest(random: Random): { text: string; value: Record<string, Json> } {
  const control: [string, Json][] = [
    ["model", "m/😀"],
    ["stream", true],
    ["stream_options", { include_usage: true, other: hostileValue(random) }],
    ["priority", -7],
    ["n", 3],
  ];
  const chosen = random.shuffle(control).slice(0, random.int(0, 5));
  const others = Array.from({ length: random.int(0, 5) }, (): [string, Json] => [
    hostileKey(random),
    hostileValue(random),
  ]).filter(([key]) => key !== "ſtream");
  const entries = random.shuffle([...chosen, ...others]);
  const isControl = (key: string) => chosen.some(([name]) => name === key);
  const text = writtenObject(
    entries.map(([key, value]) => [
      isControl(key) ? JSON.stringify(key) : written(key, random),
      key === "stream_options" ? JSON.stringify(value) : written(value, random),
    ]),
    random,
  );
  return { text: `${random.pick(["", " ", "\n"])}${text}`, value: JSON.parse(text) };
}

function checkDocument({ text, value }: { text: string; value: Record<string, Json> }): void {
  const bytes = Buffer.from(text);
  const scanned = scanBody(bytes);
  assert.equal(scanned.model, value.model, text);
  assert.equal(scanned.stream, value.stream ?? false, text);
  assert.equal(scanned.priority, value.priority, text);
  assert.equal(scanned.n, value.n ?? 1, text);
  const { model, priority, streamOptions, root } = scanned.places;
  const at = (place: Span | undefined) => place && JSON.parse(textAt(bytes, place));
  assert.deepEqual(at(model), value.model, text);
  assert.deepEqual(at(priority), value.priority, text);
  assert.deepEqual(at(streamOptions), value.stream_options, text);
  assert.match(
    text.slice(-textAt(bytes, { from: root.at, to: bytes.length }).length),
    /^\s*\}\s*$/,
  );
}

/** Bytes changed, lost, doubled or swapped, often within the punctuation. */
function damaged(body: Buffer, random: Random): Buffer {
  const bytes = [...body];
  for (let count = random.int(0, 2); count > 0; count -= 1) {
    const at = random.int(0, bytes.length - 1);
    const byte = random.pick([...Buffer.from('{}[]",:\\ \n0-.eEtfnu\0'), random.int(0, 255)]);
    const change = random.int(0, 3);
    if (change === 0) bytes[at] = byte;
    else if (change === 1) bytes.splice(at, 1);
    else if (change === 2) bytes.splice(at, 0, byte);
    else bytes.length = at;
  }
  return Buffer.from(bytes);
}

function parsesToObject(body: Buffer): boolean {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body);
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return false;
    throw error;
  }
}

/** Undefined for what is refused for its control keys, which may come before the JSON breaks. */
function isTaken(body: Buffer): boolean | undefined {
  try {
    scanBody(body);
    return true;
  } catch (error) {
    assert.ok(error instanceof GatewayError, `${error}`);
    return error.code === "bad_json" ? false : undefined;
  }
}
