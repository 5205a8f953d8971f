import assert from "node:assert/strict";
import type { Json } from "../../../core/protocol/json.ts";
import { createRandom, type Random } from "../../../evals/random.ts";
import { hostileKey, hostileValue, written, writtenObject } from "./hostile-json.ts";
import { type Span, scanBody } from "./scan-body.ts";
import { type SpliceWish, spliceBody } from "./splice-body.ts";

function check(body: string, wish: SpliceWish, expected: string): void {
  it(`${body} + ${JSON.stringify(wish)}`, () => {
    assert.equal(splice(body, wish), expected);
  });
}

function splice(body: string, wish: SpliceWish): string {
  const bytes = Buffer.from(body);
  return spliceBody(bytes, scanBody(bytes), wish).toString();
}

describe("spliceBody", () => {
  check("{}", { model: "m" }, '{"model":"m"}');
  check(" {\n} ", { model: "m", priority: 10 }, ' {"model":"m","priority":10\n} ');
  check('{"model":"a"}', { model: 'b"\\/' }, '{"model":"b\\"\\\\/"}');
  check('{ "a" : 1 , "model" : null }', { model: "m" }, '{ "a" : 1 , "model" : "m" }');
  check('{"model":"","a":1}', { model: "m" }, '{"model":"m","a":1}');
  check('{"priority":-100,"a":1}', { priority: 20 }, '{"priority":20,"a":1}');
  check('{"a":1}', { priority: -1 }, '{"a":1,"priority":-1}');
  check(
    '{"stream":true}',
    { usage: "final" },
    '{"stream":true,"stream_options":{"include_usage":true}}',
  );
  check(
    '{"stream_options":null,"stream":true}',
    { usage: "continuous" },
    '{"stream_options":{"include_usage":true,"continuous_usage_stats":true},"stream":true}',
  );
  check(
    '{"stream_options":{ }}',
    { usage: "continuous" },
    '{"stream_options":{"include_usage":true,"continuous_usage_stats":true }}',
  );
  check(
    '{"stream_options": { "x" : [1.0, "}"] , "include_usage" : false }, "a":1}',
    { usage: "continuous" },
    '{"stream_options": { "x" : [1.0, "}"] , "include_usage" : true,"continuous_usage_stats":true }, "a":1}',
  );
  check(
    '{"stream_options":{"continuous_usage_stats":null,"include_usage":null,"x":1e2}}',
    { usage: "continuous" },
    '{"stream_options":{"continuous_usage_stats":true,"include_usage":true,"x":1e2}}',
  );
  check(
    '{"stream_options":{"continuous_usage_stats":true}}',
    { usage: "final" },
    '{"stream_options":{"continuous_usage_stats":true,"include_usage":true}}',
  );
  check(
    '{"model":"a","stream_options":{"include_usage":false}}',
    { model: "b", priority: 1, usage: "continuous" },
    '{"model":"b","stream_options":{"include_usage":true,"continuous_usage_stats":true},"priority":1}',
  );
  check(
    '{"messages":[{"content":"\\"model\\":\\"x\\""}],"metadata":{"model":"x"}}',
    { model: "m" },
    '{"messages":[{"content":"\\"model\\":\\"x\\""}],"metadata":{"model":"x"},"model":"m"}',
  );
  check(
    '{"seed":12345678901234567890,"x":1.10}',
    { model: "m" },
    '{"seed":12345678901234567890,"x":1.10,"model":"m"}',
  );

  it("gives the very buffer back when nothing has to change", () => {
    const body = Buffer.from(
      '{"model":"m","priority":5,"stream_options":{"include_usage":true,"continuous_usage_stats":true}}',
    );
    const wish = { model: "m", priority: 5, usage: "continuous" } as const;
    assert.equal(spliceBody(body, scanBody(body), wish), body);
    assert.equal(spliceBody(body, scanBody(body), {}), body);
  });

  it("changes only what was wished for in any document", () => {
    const random = createRandom("splice");
    for (let round = 0; round < 2000; round += 1) checkRound(random);
  });
});

function checkRound(random: Random): void {
  const text = randomBody(random);
  const wish: SpliceWish = {
    ...(random.int(0, 1) === 0 ? {} : { model: random.pick(["chat", 'a"b', "模型"]) }),
    ...(random.int(0, 1) === 0 ? {} : { priority: random.int(-5, 5) }),
    ...(random.int(0, 1) === 0 ? {} : { usage: random.pick(["final", "continuous"] as const) }),
  };
  const result = splice(text, wish);
  assert.deepEqual(JSON.parse(result), expectedOf(JSON.parse(text), wish), `${text} → ${result}`);
  assert.ok(keepsTheRest(text, result), `${text} → ${result}`);
  // What was spliced once is as it was wished for.
  assert.equal(splice(result, wish), result);
}

function expectedOf(value: Record<string, Json>, wish: SpliceWish): Record<string, Json> {
  const { model, priority, usage } = wish;
  if (model !== undefined) value.model = model;
  if (priority !== undefined) value.priority = priority;
  if (usage === undefined) return value;
  // Bodies of these tests have an object there or null.
  const options = (value.stream_options ?? {}) as Record<string, Json>;
  options.include_usage = true;
  if (usage === "continuous") options.continuous_usage_stats = true;
  value.stream_options = options;
  return value;
}

/** The bytes outside the values that may be written over stand in the result, in their order, from its start to its end. */
function keepsTheRest(before: string, after: string): boolean {
  const bytes = Buffer.from(before);
  const { places } = scanBody(bytes);
  const { model, priority, streamOptions, options, includeUsage, continuous } = places;
  const inside = options === undefined ? [streamOptions] : [includeUsage, continuous];
  const cuts = [model, priority, ...inside, emptySpan(options?.at), emptySpan(places.root.at)]
    .filter((span) => span !== undefined)
    .sort((one, other) => one.from - other.from || one.to - other.to);
  let from = 0;
  let at = 0;
  for (const cut of cuts) {
    const piece = bytes.toString("utf8", from, cut.from);
    at = after.indexOf(piece, at) + piece.length;
    if (at < piece.length || (from === 0 && at !== piece.length)) return false;
    from = cut.to;
  }
  return after.slice(at).endsWith(bytes.toString("utf8", from));
}

function emptySpan(at: number | undefined): Span | undefined {
  return at === undefined ? undefined : { from: at, to: at };
}

function randomBody(random: Random): string {
  const control: [string, string][] = [
    ["model", random.pick(['"m"', "null", '""', '"\\u006d"'])],
    ["priority", random.pick(["3", "null", "1e1"])],
    ["stream", "true"],
    ["stream_options", randomOptions(random)],
  ];
  const chosen = random.shuffle(control).slice(0, random.int(0, 4));
  const others = Array.from({ length: random.int(0, 4) }, (): [string, string] => [
    hostileKey(random),
    written(hostileValue(random), random),
  ]).filter(([key]) => key !== "ſtream");
  const entries = random.shuffle([...chosen, ...others]);
  return writtenObject(
    entries.map(([key, value]) => [JSON.stringify(key), value]),
    random,
  );
}

function randomOptions(random: Random): string {
  if (random.int(0, 4) === 0) return "null";
  const entries: [string, string][] = [
    ['"include_usage"', random.pick(["true", "false", "null"])],
    ['"continuous_usage_stats"', random.pick(["true", "false", "null"])],
    ['"other"', written(hostileValue(random), random)],
  ];
  return writtenObject(random.shuffle(entries).slice(0, random.int(0, 3)), random);
}
