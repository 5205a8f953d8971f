import assert from "node:assert/strict";
import { once } from "node:events";
import { startTestGateway, type TestGateway } from "../gateway.ts";
import { type RawUpstream, startRawUpstream } from "../raw-upstream.ts";
import { question } from "./answers.ts";
import { fieldStand } from "./stand.ts";
import { ask, bytesOf, codeOf, openWire } from "./wire.ts";

const mebibyte = 2 ** 20;

describe("bodies of requests", () => {
  const stand = fieldStand();
  let model: RawUpstream;
  let gateway: TestGateway;

  before(async () => {
    model = await startRawUpstream({
      answer: ({ response, body }) => {
        response.writeHead(200, { "content-type": "application/json" });
        response.end(JSON.stringify({ bytes: body.length }));
      },
    });
    gateway = await startTestGateway({
      config: { upstreams: { gpu: { url: model.url, priority: true } } },
    });
  });
  after(async () => {
    gateway.hurry();
    await gateway.end();
    await model.close();
  });

  function refuses(what: string, body: string, status: number, code: string): void {
    it(`refuses ${what}`, async () => {
      const before = model.asked.length;
      const reply = await ask(gateway, body);
      assert.deepEqual([reply.status, codeOf(reply)], [status, code]);
      assert.doesNotMatch(reply.text, /s3cr3t/);
      assert.equal(model.asked.length, before);
    });
  }

  const messages = '"messages":[{"role":"user","content":"s3cr3t"}]';
  for (const [what, body] of [
    ["nothing", ""],
    ["one byte", "{"],
    ["one digit", "1"],
    ["a list", `[{"model":"qwen",${messages}}]`],
    ["an end that is missing", `{"model":"qwen",${messages}`],
    ["something behind the end", `{"model":"qwen",${messages}}{}`],
    ["a comma too many", `{"model":"qwen",${messages},}`],
    ["quotes that are single", "{'model':'qwen'}"],
    ["a comment", `{"model":"qwen"/* s3cr3t */,${messages}}`],
    ["NaN", `{"model":"qwen","temperature":NaN,${messages}}`],
    ["a byte order mark", `\ufeff{"model":"qwen",${messages}}`],
    ["a control character in a text", `{"model":"qwen","user":"s3cr3t\u0001"}`],
    ["half an escape", `{"model":"qwen","user":"\\u12"}`],
    ["a hundred thousand levels", `{"model":"qwen","a":${"[".repeat(100_000)}`],
    ["a form", "model=qwen&messages=s3cr3t"],
  ] as const) {
    refuses(what, body, 400, "bad_json");
  }

  for (const [what, keys] of [
    ["the model twice", '"model":"qwen","model":"other"'],
    ["the model in capitals", '"model":"qwen","MODEL":"other"'],
    ["the model with an escape", '"model":"qwen","\\u006dodel":"other"'],
    ["stream with a letter that folds to s", '"model":"qwen","\u017ftream":true'],
    ["the priority twice", '"model":"qwen","priority":0,"priority":-9'],
    ["the priority in other letters", '"model":"qwen","Priority":-9'],
    ["n twice", '"model":"qwen","n":1,"n":100'],
    [
      "usage twice",
      '"model":"qwen","stream":true,"stream_options":{"include_usage":true,"include_usage":false}',
    ],
    [
      "usage with an escape",
      '"model":"qwen","stream":true,"stream_options":{"include_us\\u0061ge":false}',
    ],
  ] as const) {
    refuses(what, `{${keys},${messages}}`, 400, "duplicate_key");
  }

  for (const [what, keys] of [
    ["a model that is a number", '"model":5'],
    ["a stream that is a text", '"model":"qwen","stream":"true"'],
    ["a priority that is a text", '"model":"qwen","priority":"high"'],
    ["no answers", '"model":"qwen","n":0'],
  ] as const) {
    refuses(what, `{${keys},${messages}}`, 400, "bad_request");
  }

  it("takes a body of up to 32 MiB, whole", async () => {
    const frame = JSON.stringify({ ...question, padding: "" }).length;
    const body = JSON.stringify({ ...question, padding: "x".repeat(32 * mebibyte - frame) });
    assert.equal(body.length, 32 * mebibyte);
    const reply = await ask(gateway, body);
    assert.equal(reply.status, 200);
    // The gateway adds a priority and nothing else.
    assert.equal(JSON.parse(reply.text).bytes, body.length + ',"priority":2'.length);
  });

  it("refuses 64 MiB by their length, before a byte of them has come", async () => {
    const wire = await stand.wire(gateway);
    wire.send(bytesOf(gateway, "", { headers: { "content-length": String(64 * mebibyte) } }));
    await wire.sees('"code":"body_too_large"');
    assert.match(wire.seen, /^HTTP\/1.1 413 /);
  });

  it("refuses 64 MiB in chunks, and a client that writes on sees why", async () => {
    const wire = await stand.wire(gateway);
    wire.send(bytesOf(gateway, "", { headers: { "transfer-encoding": "chunked" } }));
    const piece = Buffer.alloc(mebibyte, "x");
    for (let count = 0; count < 64 && !wire.seen.includes("413"); count += 1) {
      wire.send(`${piece.length.toString(16)}\r\n`);
      wire.send(piece);
      wire.send("\r\n");
      if (wire.socket.writableNeedDrain) await once(wire.socket, "drain");
    }
    await wire.sees('"code":"body_too_large"');
    assert.match(wire.seen, /^HTTP\/1.1 413 /);
  });

  it("takes a body that comes byte by byte in chunks", async () => {
    const wire = await stand.wire(gateway);
    wire.send(
      bytesOf(gateway, "", { headers: { "transfer-encoding": "chunked", connection: "close" } }),
    );
    for (const letter of JSON.stringify(question)) wire.send(`1\r\n${letter}\r\n`);
    wire.send("0\r\n\r\n");
    assert.match(await wire.isOver, /^HTTP\/1.1 200 /);
  });

  it("waits for the body of a client that asks first", async () => {
    const wire = await stand.wire(gateway);
    const body = JSON.stringify(question);
    wire.send(
      bytesOf(gateway, body, { headers: { expect: "100-continue" } }).slice(0, -body.length),
    );
    await wire.sees("100 Continue\r\n\r\n");
    wire.send(body);
    await wire.sees("HTTP/1.1 200 OK");
  });

  it("refuses a compressed body, however it is called", async () => {
    for (const encoding of ["gzip", "br", "GZIP, identity", "x"]) {
      const reply = await ask(gateway, question, { headers: { "content-encoding": encoding } });
      assert.deepEqual([reply.status, codeOf(reply)], [415, "unsupported_media_type"]);
    }
  });

  it("gives up on a body that does not come, without giving up on others", async () => {
    const slow = await startTestGateway({
      config: { upstreams: { gpu: { url: model.url } }, timeouts: { requestBodyMs: 200 } },
    });
    stand.owns(slow.end);
    const silent = await openWire(slow.origin);
    const dripping = await openWire(slow.origin);
    silent.send(bytesOf(slow, "{", { headers: { "content-length": "1000" } }));
    dripping.send(bytesOf(slow, "{", { headers: { "content-length": "1000" } }));
    // Each byte comes early enough, and all of them too late.
    const drip = setInterval(() => dripping.send(" "), 20);
    stand.owns(() => clearInterval(drip));
    assert.equal((await ask(slow, question)).status, 200);
    for (const wire of [silent, dripping]) {
      await wire.sees('"code":"request_timeout"');
      assert.match(await wire.isOver, /^HTTP\/1.1 408 [\s\S]*connection: close/i);
    }
    const audited = await slow.audited();
    const codes = audited.map(({ final }) => final?.error).filter((code) => code !== undefined);
    assert.deepEqual(codes, ["request_timeout", "request_timeout"]);
  });

  for (const [what, headers] of [
    ["of a length that is told", { "content-length": "30000000" }],
    ["in chunks", { "transfer-encoding": "chunked" }],
  ] as [string, Record<string, string>][]) {
    it(`serves everything beside two hundred long bodies ${what} that do not come`, async () => {
      const wires = await Promise.all(Array.from({ length: 200 }, () => openWire(gateway.origin)));
      stand.owns(() => {
        for (const { socket } of wires) socket.destroy();
      });
      const begun = headers["transfer-encoding"] ? '9\r\n{"model":\r\n' : '{"model":';
      for (const wire of wires) wire.send(bytesOf(gateway, begun, { headers }));
      for (const task of ["inline", "chat", "review", "batch"]) {
        const reply = await ask(gateway, question, { headers: { "x-tandem-task": task } });
        assert.equal(reply.status, 200, task);
      }
      const big = { ...question, padding: "x".repeat(mebibyte) };
      assert.equal((await ask(gateway, big)).status, 200);
    });
  }

  it("serves everything beside long bodies of which nearly all has come, and then those too", async () => {
    const narrow = await startTestGateway({
      config: { upstreams: { gpu: { url: model.url } }, admission: { bodiesInMemoryMiB: 8 } },
    });
    stand.owns(() => {
      narrow.hurry();
      return narrow.end();
    });
    const frame = JSON.stringify({ ...question, padding: "" }).length;
    const body = JSON.stringify({ ...question, padding: "x".repeat(6 * mebibyte - frame) });
    const wires = await Promise.all(Array.from({ length: 20 }, () => openWire(narrow.origin)));
    for (const wire of wires) {
      const options = { headers: { connection: "close" } };
      wire.send(bytesOf(narrow, body, options).slice(0, -1));
    }
    const inline = { headers: { "x-tandem-task": "inline" } };
    for (let turn = 0; turn < 5; turn += 1) {
      assert.equal((await ask(narrow, question, inline)).status, 200);
    }
    for (const wire of wires) wire.send("}");
    for (const wire of wires) assert.match(await wire.isOver, /^HTTP\/1.1 200 /);
    assert.equal((await ask(narrow, question)).status, 200);
  });

  it("puts no key into the audit in clear that stands where the model belongs, nor into the answer", async () => {
    const reply = await ask(gateway, { ...question, model: gateway.key });
    assert.deepEqual([reply.status, codeOf(reply)], [404, "model_not_found"]);
    assert.ok(!reply.text.includes(gateway.key));
    const audited = await gateway.audited();
    assert.equal(audited.filter(({ intent }) => intent.asked === "[key]").length, 1);
    assert.ok(!JSON.stringify(audited.map(({ intent }) => intent)).includes(gateway.key));
  });
});
