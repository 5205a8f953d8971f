import assert from "node:assert/strict";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { done, finish, question, streamed, token, whole } from "./answers.ts";
import { ends, fieldStand, until } from "./stand.ts";
import {
  answerWith,
  type Call,
  chunk,
  lastChunk,
  startTcpUpstream,
  streamHead,
} from "./tcp-upstream.ts";
import { ask, bytesOf, codeOf } from "./wire.ts";

const stream = streamHead + chunk(token("hi") + finish + done) + lastChunk;
const answers = ({ socket, body }: Call) =>
  void socket.write(JSON.parse(body).stream === true ? stream : answerWith(whole));

describe("sockets of upstreams", () => {
  const stand = fieldStand();

  it("are used again", async () => {
    const model = await stand.tcp(answers);
    const gateway = await stand.gateway([model]);
    for (let turn = 0; turn < 5; turn += 1)
      assert.equal((await ask(gateway, question)).status, 200);
    assert.equal(new Set(model.calls.map(({ socket }) => socket)).size, 1);
  });

  for (const [how, end] of [
    ["closed", ({ socket }: Call) => socket.end()],
    ["reset", ({ socket }: Call) => socket.resetAndDestroy()],
  ] as const) {
    it(`fail no request when they were ${how} while they were idle`, async () => {
      const model = await stand.tcp(answers);
      const gateway = await stand.gateway([model]);
      for (let turn = 1; turn <= 10; turn += 1) {
        assert.equal((await ask(gateway, question)).status, 200);
        const call = model.calls.at(-1)!;
        const isClosed = once(call.socket, "close");
        end(call);
        await isClosed;
      }
      assert.equal(model.calls.length, 10);
      const tried = (await gateway.audited()).flatMap(({ final }) => final?.tried ?? []);
      assert.deepEqual(tried, []);
    });
  }

  it("fail no request when they say that they will be closed", async () => {
    const model = await stand.tcp(
      ({ socket }) => void socket.end(answerWith(whole, { headers: "connection: close\r\n" })),
    );
    const gateway = await stand.gateway([model]);
    for (let turn = 0; turn < 10; turn += 1)
      assert.equal((await ask(gateway, question)).status, 200);
    assert.ok(model.calls.every(({ earlier }) => earlier === 0));
  });

  for (const body of [question, streamed]) {
    it(`that end with a request on them let the next upstream answer ${body === question ? "it" : "with a stream"}`, async () => {
      const dying = await stand.tcp((call) =>
        call.earlier === 0 ? answers(call) : void call.socket.destroy(),
      );
      const good = await stand.tcp(answers);
      const gateway = await stand.gateway([dying, good]);
      assert.equal((await ask(gateway, question)).status, 200);
      const reply = await ask(gateway, question);
      assert.equal(reply.status, 200);
      assert.match(reply.text, /"content":"hi"/);
      const [, audited] = await ends(gateway, 2);
      assert.deepEqual([audited?.final?.tried, audited?.final?.upstream], [["u0"], "u1"]);
      assert.equal(good.calls[0]?.body, dying.calls.at(-1)?.body);
    });
  }

  it("that end with a request on them fail it where nobody else can answer, and it is sent once", async () => {
    const model = await stand.tcp(({ socket }) => void socket.destroy());
    const gateway = await stand.gateway([model]);
    const reply = await ask(gateway, question);
    assert.deepEqual([reply.status, codeOf(reply)], [502, "upstream_failed"]);
    assert.equal(model.calls.length, 1);
  });

  it("that bring half a head and end let the next upstream answer", async () => {
    const dying = await stand.tcp(({ socket }) => void socket.end("HTTP/1.1 200 OK\r\ncontent-ty"));
    const good = await stand.tcp(answers);
    const gateway = await stand.gateway([dying, good]);
    assert.equal((await ask(gateway, question)).text, whole);
  });

  it("never bring the same answer twice: what had begun is not begun again elsewhere", async () => {
    const dying = await stand.tcp(({ socket }) => {
      socket.write(streamHead + chunk(token("once")), () => socket.destroy());
    });
    const good = await stand.tcp(answers);
    const gateway = await stand.gateway([dying, good]);
    const { text } = await ask(gateway, streamed);
    assert.match(text, /once[\s\S]*"code":"upstream_failed"/);
    assert.equal(text.split("once").length, 2);
    assert.equal(good.calls.length, 0);
  });

  it("that cannot be opened let the next upstream answer, and then nobody waits for them", async () => {
    const gone = await stand.tcp(answers);
    const good = await stand.tcp(answers);
    const gateway = await stand.gateway([gone, good]);
    assert.equal((await ask(gateway, question)).status, 200);
    await gone.close();
    for (let turn = 0; turn < 5; turn += 1)
      assert.equal((await ask(gateway, question)).status, 200);
    assert.equal(good.calls.length, 5);
  });

  it("that cannot be opened any more make requests wait for as long as an outage may take", async () => {
    const model = await stand.tcp(answers);
    const gateway = await stand.gateway([model], { timeouts: { noUpstreamMs: 100 } });
    assert.equal((await ask(gateway, question)).status, 200);
    await model.close();
    const reply = await ask(gateway, question);
    assert.deepEqual([reply.status, codeOf(reply)], [503, "upstream_unavailable"]);
    const [, audited] = await ends(gateway, 2);
    assert.deepEqual([audited?.final?.outcome, audited?.final?.tried], ["failed", ["u0"]]);
  });

  for (const body of [question, streamed]) {
    it(`that can be opened again in time serve ${body === question ? "who" : "streams that"} waited`, async () => {
      const first = await stand.tcp(answers);
      const gateway = await stand.gateway([first], { timeouts: { noUpstreamMs: 20_000 } });
      assert.equal((await ask(gateway, question)).status, 200);
      await first.close();
      const waiting = ask(gateway, body);
      await until("an upstream that is down", () => gateway.logged().includes("upstream down"));
      const again = await startTcpUpstream(answers, Number(new URL(first.url).port));
      stand.owns(again.close);
      assert.equal((await waiting).status, 200);
      assert.deepEqual([first.calls.length, again.calls.length], [1, 1]);
      assert.match(gateway.logged(), /"msg":"upstream on trial"[\s\S]*"msg":"upstream up"/);
    });
  }

  it("that take everything and say nothing do not keep a gateway from starting", async () => {
    const good = await stand.tcp(answers);
    const silent = createServer((socket) => socket.on("error", () => undefined));
    stand.owns(() => silent.close());
    await once(silent.listen(0, "127.0.0.1"), "listening");
    // A server that listens on TCP has an address object.
    const { port } = silent.address() as AddressInfo;
    const gateway = await stand.gateway([{ url: `http://127.0.0.1:${port}/v1` }, good], {
      timeouts: { firstByteMs: 100 },
    });
    await until("an answer", async () => (await ask(gateway, question)).status === 200);
  });

  it("are closed when the client goes before anything has come", async () => {
    const model = await stand.tcp();
    const gateway = await stand.gateway([model]);
    const wire = await stand.wire(gateway);
    wire.send(bytesOf(gateway, JSON.stringify(streamed)));
    const { socket } = await model.next();
    wire.socket.resetAndDestroy();
    await once(socket, "close");
    const [audited] = await ends(gateway);
    assert.equal(audited?.final?.outcome, "aborted");
    // Leaving says nothing about the upstream.
    const next = ask(gateway, question);
    answers(await model.next());
    assert.equal((await next).status, 200);
  });
});
