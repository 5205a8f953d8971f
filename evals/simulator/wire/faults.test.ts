// Everything that goes wrong on purpose, seen from the other end of the socket.
import assert from "node:assert/strict";
import { type FaultKind, faultKinds, parseFault } from "../options.ts";
import { type Simulator, type StartOptions, startSimulator } from "../server.ts";
import { eventsOf, exchange } from "./exchange.ts";

describe("faults", () => {
  let simulator: Simulator;
  const start = async (options: StartOptions = {}) => {
    simulator = await startSimulator(options);
  };
  afterEach(() => simulator.close());

  const request = (stream: boolean, fault?: string) => ({
    path: "/v1/chat/completions",
    headers: fault === undefined ? {} : { "x-simulator-fault": fault },
    body: { messages: [{ role: "user", content: "hi" }], stream, ignore_eos: true, max_tokens: 20 },
  });
  const send = (fault: string, { stream = true } = {}) =>
    exchange(simulator.origin, request(stream, fault));
  const lastRecord = () => simulator.requests().at(-1);

  it("refuse closes the connection without a word", async () => {
    await start();
    const { status, reads } = await send("refuse");
    assert.deepEqual([status, reads.length], [0, 0]);
    assert.equal(lastRecord()?.outcome, "fault");
  });

  for (const [fault, status, body] of [
    ["401", 401, '{"error":"Unauthorized"}'],
    [
      "503",
      503,
      '{"error":{"message":"The engine is currently busy and cannot accept new requests. Please try again later or on a different instance.","type":"Service Unavailable","param":null,"code":503}}',
    ],
    [
      "200-error",
      200,
      '{"error":{"message":"Internal server error","type":"InternalServerError","param":null,"code":500}}',
    ],
  ] as const) {
    it(`${fault} answers ${status} with an error`, async () => {
      await start();
      const reply = await send(fault);
      assert.deepEqual([reply.status, reply.body], [status, body]);
      assert.equal(reply.headers["x-simulated"], "true");
    });
  }

  it("html answers 200 with a web page", async () => {
    await start();
    const reply = await send("html");
    assert.match(reply.headers["content-type"] ?? "", /^text\/html/);
    assert.match(reply.body, /^<!doctype html>/);
  });

  it("reset cuts the stream with a TCP reset after so many tokens", async () => {
    await start();
    const reply = await send("reset@5");
    assert.ok(reply.wasReset);
    const deltas = eventsOf(reply).filter((event) => /"content":"[^"]/.test(event));
    assert.equal(deltas.length, 5);
    assert.equal(lastRecord()?.completionTokens, 5);
  });

  it("reset cuts a whole answer, too", async () => {
    await start();
    const { wasReset, status } = await send("reset", { stream: false });
    assert.deepEqual([wasReset, status], [true, 0]);
  });

  for (const [version, event] of [
    [
      "0.8",
      '{"object": "error", "message": "Internal server error", "type": "InternalServerError", "param": null, "code": 500}',
    ],
    [
      "0.29",
      '{"error": {"message": "Internal server error", "type": "InternalServerError", "param": null, "code": 500}}',
    ],
  ] as const) {
    it(`error-event ends the stream with an error and [DONE] in vLLM ${version}`, async () => {
      await start({ vllmVersion: version });
      const events = eventsOf(await send("error-event@2"));
      assert.deepEqual(events.slice(-2), [event, "[DONE]"]);
      assert.ok(!events.join("").includes('"finish_reason":"'));
    });
  }

  it("error-event is a 500 when nothing is streamed", async () => {
    await start();
    assert.equal((await send("error-event", { stream: false })).status, 500);
  });

  it("truncate ends the stream cleanly without an end", async () => {
    await start();
    const reply = await send("truncate@4");
    assert.ok(!reply.wasReset);
    assert.ok(!reply.body.includes("[DONE]") && !reply.body.includes('"finish_reason":"'));
    assert.equal(eventsOf(reply).length, 1 + 4);
  });

  it("stall keeps the connection open, the slot taken and sends nothing more", async () => {
    await start();
    const controller = new AbortController();
    const { headers, body, path } = request(true, "stall@2");
    const response = await fetch(`${simulator.origin}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
      signal: controller.signal,
    });
    const reader = response.body!.getReader();
    const { value } = await reader.read();
    assert.equal(new TextDecoder().decode(value).split("\n\n").length - 1, 1 + 2);
    const load = async () => JSON.parse((await exchange(simulator.origin, { path: "/load" })).body);
    assert.deepEqual(await load(), { server_load: 1 });
    controller.abort();
    while ((await load()).server_load > 0);
    assert.equal(
      simulator.requests().find((record) => record.task === undefined)?.outcome,
      "aborted",
    );
  });

  it("slow-first-byte waits for so many milliseconds and then answers", async () => {
    await start();
    const reply = await send("slow-first-byte@60");
    assert.equal(eventsOf(reply).at(-1), "[DONE]");
    const record = lastRecord()!;
    assert.ok(record.firstTokenAtMs! - record.arrivedAtMs >= 60);
  });

  it("strikes at once when it is told to after no token", async () => {
    await start();
    assert.deepEqual(eventsOf(await send("truncate@0")), []);
  });

  it("strikes one other route by header as well", async () => {
    await start();
    const headers = { "x-simulator-fault": "html" };
    const { body } = await exchange(simulator.origin, { path: "/v1/models", headers });
    assert.match(body, /^<!doctype/);
  });

  it("strikes every so many requests from the command line, and never the simulator's own routes", async () => {
    await start({ faults: [{ kind: "503", every: 3 }] });
    const statuses: number[] = [];
    for (let each = 0; each < 6; each += 1) {
      statuses.push((await exchange(simulator.origin, request(true))).status);
      assert.equal((await exchange(simulator.origin, { path: "/health" })).status, 200);
    }
    assert.deepEqual(statuses, [200, 200, 503, 200, 200, 503]);
  });

  it("is refused when nobody knows it", async () => {
    await start();
    assert.equal((await send("earthquake")).status, 400);
  });

  it("leaves nothing running", async () => {
    await start();
    for (const kind of faultKinds.filter((each) => each !== "stall")) await send(`${kind}@2`);
    assert.equal((await exchange(simulator.origin, { path: "/load" })).body, '{"server_load":0}');
  });
});

describe("parseFault", () => {
  for (const kind of faultKinds satisfies readonly FaultKind[]) {
    it(`knows ${kind}`, () => {
      assert.deepEqual(parseFault(kind), { kind });
      assert.deepEqual(parseFault(`${kind}@12:3`), { kind, after: 12, every: 3 });
    });
  }

  it("knows nothing else", () => {
    for (const text of ["", "stall@", "stall:x", "Stall", "stall@1@2"]) {
      assert.equal(parseFault(text), undefined);
    }
  });
});
