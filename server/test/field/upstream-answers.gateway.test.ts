import assert from "node:assert/strict";
import { startTestGateway, type TestGateway } from "../gateway.ts";
import { done, finish, question, streamed, token, usage, whole } from "./answers.ts";
import { ends, fieldStand, until } from "./stand.ts";
import {
  answerWith,
  type Call,
  chunk,
  lastChunk,
  startTcpUpstream,
  streamHead,
  type TcpUpstream,
} from "./tcp-upstream.ts";
import { ask, bytesOf, codeOf, type Reply } from "./wire.ts";

/** What the client has to get, and what the audit says of it. */
type Expected = {
  status: number;
  /** The code of our own error, as the whole answer or as its last event. */
  code?: string;
  has?: RegExp;
  hasNot?: RegExp;
  outcome: "complete" | "failed";
};

const cut = ({ socket }: Call) => void socket.destroy();

describe("what upstreams answer", () => {
  const stand = fieldStand();
  const plays: ((call: Call) => void)[] = [];
  const answered = new Map<string, { what: string; expected: Expected }>();
  let model: TcpUpstream;
  let gateway: TestGateway;

  // One gateway for the whole table; each line has an upstream of its own, because their circuits open.
  before(async () => {
    model = await startTcpUpstream((call) => plays[playOf(call)]?.(call));
    const names = plays.map((_, play) => `play-${play}`);
    gateway = await startTestGateway({
      config: {
        upstreams: Object.fromEntries(names.map((name) => [name, { url: model.url }])),
        models: Object.fromEntries(names.map((name) => [name, [{ upstream: name, model: name }]])),
        timeouts: { silenceMs: 100 },
      },
    });
  });
  after(async () => {
    await gateway.end();
    await model.close();
  });

  function check(
    what: string,
    body: object,
    answer: (call: Call) => void,
    expected: Expected,
  ): void {
    const play = plays.push(answer) - 1;
    it(what, async () => {
      const reply = await ask(gateway, { ...body, model: `play-${play}` });
      assert.equal(reply.status, expected.status, reply.text);
      if (expected.has !== undefined) assert.match(reply.text, expected.has);
      if (expected.hasNot !== undefined) assert.doesNotMatch(reply.text, expected.hasNot);
      assert.equal(reply.headers.location, undefined);
      if (expected.code !== undefined) assertLast(reply, expected.code);
      answered.set(String(reply.headers["x-request-id"]), { what, expected });
      assert.equal(model.calls.filter((call) => playOf(call) === play).length, 1);
    });
  }

  function playOf({ body }: Call): number {
    return Number(/"play-(\d+)"/.exec(body)?.[1]);
  }

  function assertLast(reply: Reply, code: string): void {
    if (reply.status !== 200) {
      assert.equal(codeOf(reply), code);
      return;
    }
    const [last, ...rest] = reply.text.split("\n\n").slice(-2);
    assert.deepEqual(rest, [""]);
    assert.match(last ?? "", /^data: \{"error":\{/);
    assert.equal(codeOf({ text: (last ?? "").slice("data: ".length) }), code);
    assert.doesNotMatch(reply.text, /\[DONE\]/);
  }

  const broken: Expected = { status: 200, code: "upstream_failed", outcome: "failed" };
  const hidden: Expected = { status: 502, code: "upstream_failed", outcome: "failed" };
  const fine: Expected = { status: 200, outcome: "complete" };
  const says =
    (...bytes: string[]) =>
    ({ socket }: Call) =>
      void socket.write(bytes.join(""));
  const saysAndCuts =
    (...bytes: string[]) =>
    ({ socket }: Call) =>
      void socket.write(bytes.join(""), () => socket.destroy());
  const saysAndEnds =
    (...bytes: string[]) =>
    ({ socket }: Call) =>
      void socket.end(bytes.join(""));

  describe("as a stream", () => {
    check(
      "ends without a finish_reason",
      streamed,
      says(streamHead, chunk(token("a")), lastChunk),
      broken,
    );
    check(
      "ends with nothing but [DONE]",
      streamed,
      says(streamHead, chunk(done), lastChunk),
      broken,
    );
    check("ends with no event at all", streamed, says(streamHead, lastChunk), broken);
    check(
      "ends without [DONE] behind a finish_reason",
      streamed,
      says(streamHead, chunk(token("a") + finish), lastChunk),
      { ...fine, has: /"finish_reason":"stop"\}\]\}\n\n$/ },
    );
    check("is cut off", streamed, saysAndCuts(streamHead, chunk(token("a"))), {
      ...broken,
      has: /"a"/,
    });
    check(
      "is cut off in the middle of an event",
      streamed,
      saysAndCuts(streamHead, chunk(`${token("a")}data: {"cho`)),
      {
        ...broken,
        has: /^data: .*\n\ndata: \{"error".*\n\n$/,
      },
    );
    check(
      "is cut off behind its finish_reason",
      streamed,
      saysAndCuts(streamHead, chunk(token("a") + finish)),
      broken,
    );
    check(
      "is cut off behind [DONE]",
      streamed,
      saysAndCuts(streamHead, chunk(token("a") + finish + done)),
      broken,
    );
    check(
      "is closed where chunks have to follow",
      streamed,
      saysAndEnds(streamHead, chunk(token("a"))),
      broken,
    );
    check(
      "has no length and ends with its connection",
      streamed,
      saysAndEnds(
        "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n",
        token("a"),
        finish,
        usage,
        done,
      ),
      { ...fine, has: /\[DONE\]\n\n$/ },
    );
    check(
      "has no length and its connection ends too early",
      streamed,
      saysAndEnds("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n", token("a")),
      broken,
    );
    check(
      "has chunks that are none",
      streamed,
      says(streamHead, chunk(token("a")), "zz\r\nnonsense"),
      {
        ...broken,
        has: /"a"/,
      },
    );
    check("falls silent", streamed, says(streamHead, chunk(token("a"))), {
      ...broken,
      code: "upstream_timeout",
    });
    check("falls silent behind its headers", streamed, says(streamHead), {
      status: 504,
      code: "upstream_timeout",
      outcome: "failed",
    });
    const told = 'data: {"error":{"message":"out of memory","type":"server_error","code":500}}\n\n';
    check(
      "tells an error",
      streamed,
      says(streamHead, chunk(token("a") + told + done), lastChunk),
      {
        status: 200,
        has: /out of memory.*\n\n$/,
        outcome: "failed",
      },
    );
    check(
      "tells an error as vLLM once did",
      streamed,
      says(
        streamHead,
        chunk(
          `${token("a")}data: {"object":"error","message":"out of memory","code":500}\n\n${done}`,
        ),
        lastChunk,
      ),
      { status: 200, has: /out of memory.*\n\n$/, outcome: "failed" },
    );
  });

  describe("instead of a stream", () => {
    check(
      "is JSON with an error and 200",
      streamed,
      says(answerWith('{"error":{"message":"no","code":500}}')),
      {
        status: 200,
        has: /"message":"no"/,
        outcome: "failed",
      },
    );
    check(
      "is a page of a sign-in",
      streamed,
      says(answerWith("<!doctype html>", { headers: "content-type: text/html\r\n" })),
      hidden,
    );
    check("is a whole answer", streamed, says(answerWith(whole)), hidden);
  });

  describe("as a whole", () => {
    check(
      "has an error and 200",
      question,
      says(answerWith('{"error":{"message":"no","code":500}}')),
      {
        status: 200,
        has: /"message":"no"/,
        outcome: "failed",
      },
    );
    check(
      "is a page of a sign-in",
      question,
      says(answerWith("<!doctype html>", { headers: "content-type: text/html\r\n" })),
      hidden,
    );
    check("is nothing", question, says("HTTP/1.1 204 No Content\r\n\r\n"), hidden);
    check(
      "is shorter than its length",
      question,
      saysAndCuts(answerWith(whole).slice(0, -5)),
      hidden,
    );
    check(
      "is cut off between chunks",
      question,
      saysAndCuts(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n",
        chunk(whole),
      ),
      hidden,
    );
    check(
      "has chunks that are none",
      question,
      says("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n"),
      hidden,
    );
    check("falls silent", question, says(answerWith(whole).slice(0, -5)), {
      status: 504,
      code: "upstream_timeout",
      outcome: "failed",
    });
    check(
      "follows informational answers",
      question,
      says("HTTP/1.1 103 Early Hints\r\nlink: <a>\r\n\r\n", answerWith(whole)),
      {
        ...fine,
        has: /^\{"id":"c"/,
      },
    );
    check(
      "is refused by vLLM",
      question,
      says(answerWith('{"error":{"message":"too long"}}', { status: "400 Bad Request" })),
      {
        status: 400,
        has: /too long/,
        outcome: "failed",
      },
    );
  });

  describe("is no answer", () => {
    check(
      "but an upgrade",
      question,
      says("HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n"),
      hidden,
    );
    check("but other bytes", question, says("SSH-2.0-OpenSSH_9.2\r\n\r\n"), hidden);
    check(
      "but a megabyte of headers",
      question,
      says(`HTTP/1.1 200 OK\r\nx-long: ${"x".repeat(2 ** 20)}\r\n\r\n{}`),
      hidden,
    );
    check(
      "but two lengths",
      question,
      says("HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}}"),
      hidden,
    );
    check("but the end of the connection", question, cut, hidden);
    for (const status of [
      "301 Moved Permanently",
      "302 Found",
      "303 See Other",
      "307 Temporary Redirect",
      "308 Permanent Redirect",
    ]) {
      check(
        `but ${status}, which is never followed`,
        question,
        says(answerWith("", { status, headers: "location: /v1/completions\r\n" })),
        hidden,
      );
    }
    // Its own key is wrong, and not the client's.
    for (const status of ["401 Unauthorized", "403 Forbidden"]) {
      const said = '{"error":{"message":"Incorrect API key provided: canary"}}';
      check(`but ${status}`, question, says(answerWith(said, { status })), {
        ...hidden,
        hasNot: /canary/,
      });
    }
  });

  describe("is recorded", () => {
    it("as what it was", async () => {
      const audited = new Map(
        (await gateway.audited()).map(({ intent, final }) => [intent.id, final]),
      );
      assert.ok(answered.size > 0);
      for (const [id, { what, expected }] of answered) {
        const final = audited.get(id);
        assert.deepEqual(
          [final?.outcome, final?.status],
          [expected.outcome, expected.status],
          what,
        );
      }
    });
  });

  it("answers the next request with its own answer, whatever came behind the last one", async () => {
    const forged = answerWith('{"forged":true}');
    const model = await stand.tcp(({ socket }) => void socket.write(answerWith(whole) + forged));
    const gateway = await stand.gateway([model]);
    for (let turn = 0; turn < 3; turn += 1) {
      const { status, text } = await ask(gateway, question);
      assert.deepEqual([status, text], [200, whole]);
    }
    assert.deepEqual(
      model.calls.map(({ earlier }) => earlier),
      [0, 0, 0],
    );
  });

  it("passes on an upstream's refusal that comes before it has read the body", async () => {
    const refusal = answerWith('{"error":{"message":"too large"}}', {
      status: "413 Content Too Large",
      headers: "connection: close\r\n",
    });
    const model = await stand.tcp();
    const gateway = await stand.gateway([model]);
    const reply = ask(gateway, { ...question, padding: "x".repeat(1000) });
    const { socket } = await model.next();
    socket.end(refusal);
    const { status, text } = await reply;
    assert.equal(status, 413);
    assert.match(text, /too large/);
  });

  it("stops at an event that never ends, and keeps serving", async () => {
    const piece = chunk("x".repeat(1 << 20));
    let written = 0;
    const model = await stand.tcp(({ socket, body }) => {
      if (!JSON.parse(body).stream) return void socket.write(answerWith(whole));
      socket.write(streamHead + chunk(`${token("a")}data: `));
      const more = () => {
        if (socket.destroyed || written >= 100) return;
        written += 1;
        socket.write(piece, more);
      };
      more();
    });
    const gateway = await stand.gateway([model]);
    const { text } = await ask(gateway, streamed);
    assert.match(text, /"a"[\s\S]*\n\ndata: \{"error":.*"code":"upstream_failed"\}\}\n\n$/);
    assert.ok(text.length < 2000);
    assert.ok(written < 60, `${written} MiB were taken`);
    assert.equal((await ask(gateway, question)).status, 200);
  });

  it("passes a long line of one answer on, without keeping it", async () => {
    const pieces = 24;
    const model = await stand.tcp(({ socket }) => {
      socket.write(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n",
      );
      socket.write(chunk('{"text":"'));
      for (let piece = 0; piece < pieces; piece += 1) socket.write(chunk("x".repeat(1 << 20)));
      socket.write(
        chunk('","usage":{"prompt_tokens":3,"total_tokens":5,"completion_tokens":2}}') + lastChunk,
      );
    });
    const gateway = await stand.gateway([model]);
    const { status, text } = await ask(gateway, question);
    assert.equal(status, 200);
    assert.equal(JSON.parse(text).text.length, pieces << 20);
    const [audited] = await ends(gateway);
    assert.deepEqual(audited?.final?.usage, { promptTokens: 3, completionTokens: 2 });
  });

  it("keeps a stream alive that waits for its first byte, and hands on what comes at last", async () => {
    const model = await stand.tcp();
    const gateway = await stand.gateway([model], { admission: { headersAfterMs: 10 } });
    const wire = await stand.wire(gateway);
    wire.send(bytesOf(gateway, JSON.stringify(streamed)));
    await until("several comments", () => wire.seen.split(": waiting").length > 4);
    const { socket } = await model.next();
    socket.write(streamHead + chunk(token("late") + finish + usage + done) + lastChunk);
    await wire.sees("0\r\n\r\n");
    assert.match(wire.seen, /late[\s\S]*\[DONE\]/);
    const [audited] = await ends(gateway);
    assert.equal(audited?.final?.outcome, "complete");
  });
});
