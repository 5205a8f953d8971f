// What a session makes of calls as models write them, good and bad.
import assert from "node:assert/strict";
import type { Trace } from "../../core/protocol/case/trace.ts";
import { limits, openSession } from "./session.ts";

const spec: Trace = {
  kind: "trace",
  world: "monitoring",
  setup: { hosts: [{ host: "db-1", region: "north", status: "up", diskFreeGb: 12 }] },
  maxSteps: 5,
};

async function check(
  { name = "get_host", text, ...more }: { name?: string; text: string } & Partial<Trace>,
  expected: { fault?: string; arguments?: unknown; result: RegExp },
) {
  const session = await openSession({ ...spec, ...more });
  const [called] = session.turn([{ name, arguments: text }]);
  assert.ok(called);
  assert.equal(called.fault, expected.fault);
  if (called.fault === undefined) assert.deepEqual(called.arguments, expected.arguments);
  assert.match(called.result, expected.result);
  assert.ok(called.result.length < 1000);
}

describe("openSession", () => {
  it("carries out a call", () =>
    check({ text: '{"host":"db-1"}' }, { arguments: { host: "db-1" }, result: /"diskFreeGb":12/ }));
  it("takes no text at all for no arguments, and fills in defaults", () =>
    check({ name: "list_alerts", text: "" }, { arguments: { page: 1 }, result: /"items":\[\]/ }));
  for (const [name, text] of [
    ["half an object", '{"host":"db-1"'],
    ["a list", '["db-1"]'],
    ["null", "null"],
    ["Python", "{'host': 'db-1'}"],
    ["words", "db-1"],
  ] as const) {
    it(`says that ${name} is no JSON object`, () =>
      check({ text }, { fault: "not-json", result: /not a JSON object/ }));
  }
  for (const [name, text] of [
    ["a missing argument", "{}"],
    ["one of another type", '{"host":7}'],
    ["one too many", '{"host":"db-1","verbose":true}'],
    ["one that is known everywhere", '{"host":"db-1","__proto__":{"admin":true}}'],
    ["a thousand of them", JSON.stringify(Object.fromEntries(Array(999).entries()))],
  ] as const) {
    it(`says that ${name} does not fit`, () =>
      check({ text }, { fault: "bad-arguments", result: /do not fit/ }));
  }
  it("knows no other tools than its own", () =>
    check({ name: "constructor", text: "{}" }, { fault: "unknown-tool", result: /list_hosts/ }));
  it("knows no tools that are not offered", () =>
    check({ text: "{}", tools: ["list_hosts"] }, { fault: "unknown-tool", result: /There are/ }));
  it("quotes little of a long name", () =>
    check({ name: "x".repeat(9999), text: "{}" }, { fault: "unknown-tool", result: /xxx…/ }));
  it("refuses huge arguments", () =>
    check(
      { text: JSON.stringify({ host: "x".repeat(limits.argumentChars) }) },
      { fault: "too-long", result: /more than/ },
    ));
  it("carries out only so many calls of a turn and answers all", async () => {
    const session = await openSession(spec);
    const called = session.turn(Array(100).fill({ name: "list_hosts", arguments: "{}" }));
    assert.equal(called.length, 100);
    const faults = called.map(({ fault }) => fault).filter((fault) => fault === "too-many");
    assert.equal(faults.length, 100 - limits.callsPerTurn);
  });

  const faults = (forever?: true) => [
    {
      tool: "get_host",
      calls: ["rate-limited", "malformed"],
      ...(forever === undefined ? {} : { forever }),
    },
  ];
  for (const [name, given, expected] of [
    [
      "fails as often as it is told",
      faults(),
      [/"429"/, /^\{"host":"db-1"[^}]*$/, /12\}$/, /12\}$/],
    ],
    ["fails for ever", faults(true), [/"429"/, /^\{[^}]*$/, /^\{[^}]*$/, /^\{[^}]*$/]],
  ] as const) {
    it(`${name}`, async () => {
      const setup = { ...spec.setup, faults: structuredClone(given) as never };
      const session = await openSession({ ...spec, setup });
      const results = expected.map(
        () => session.turn([{ name: "get_host", arguments: '{"host":"db-1"}' }])[0]?.result ?? "",
      );
      for (const [at, pattern] of expected.entries()) assert.match(results[at] ?? "", pattern);
    });
  }

  for (const [name, more] of [
    ["an unknown world", { world: "moon" }],
    ["a setup that does not fit", { setup: { hosts: "none" } }],
    ["an unknown part of a setup", { setup: { planets: [] } }],
    ["faults that do not fit", { setup: { faults: [{ tool: "get_host" }] } }],
    ["a tool that the world lacks", { tools: ["get_moon"] }],
  ] as const) {
    it(`calls ${name} a mistake of the case`, () =>
      assert.rejects(openSession({ ...spec, ...structuredClone(more) } as Trace), {
        code: "bad_world",
      }));
  }
});
