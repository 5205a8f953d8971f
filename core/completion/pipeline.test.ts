import assert from "node:assert/strict";
import { settled, stand } from "./pipeline-stand.ts";

/** Asks, answers the one request that this causes, and returns what is shown. */
async function asked(bench: ReturnType<typeof stand>, answer: string) {
  const known = bench.requests.length;
  const completion = bench.ask();
  await settled();
  const request = bench.requests[known];
  assert.ok(request, "A request was sent.");
  request.write(answer);
  request.end();
  return completion;
}

describe("the completion pipeline", () => {
  it("asks with the rendered prompt and never with a suffix field", async () => {
    const bench = stand();
    assert.equal((await asked(bench, "2;"))?.text, "2;");
    const [request] = bench.requests;
    assert.match(
      request?.body.prompt ?? "",
      /<\|fim_prefix\|>let a = 1;\nlet b = <\|fim_suffix\|>\n/,
    );
    assert.ok(request !== undefined && !("suffix" in request.body));
  });

  it("answers typing as suggested without a request and under the same name", async () => {
    const bench = stand();
    const first = await asked(bench, "sum(a, 1);");
    for (const key of "sum(") {
      bench.type(key);
      const next = await bench.ask();
      assert.equal(next?.id, first?.id);
      assert.equal(next?.source, "cache");
    }
    assert.equal((await bench.ask())?.text, "a, 1);");
    assert.equal(bench.requests.length, 1);
  });

  it("answers after a bracket that the editor closes by itself", async () => {
    const bench = stand("let a = 1;\nlet b = sum║\n");
    await asked(bench, "(a, 1);");
    bench.typePair("()");
    const completion = await bench.ask();
    assert.equal(bench.requests.length, 1);
    // Whether the bracket behind is left alone or replaced, the line reads the same afterwards.
    const { prefix, suffix } = bench.cursor();
    const after = prefix + completion?.text + suffix.slice(completion?.replacesAfter);
    assert.equal(after, "let a = 1;\nlet b = sum(a, 1);\n");
  });

  it("goes back to an earlier answer on backspace", async () => {
    const bench = stand();
    await asked(bench, "2;");
    bench.type("x");
    await asked(bench, "yz;");
    bench.backspace();
    const again = await bench.ask();
    assert.deepEqual([again?.text, again?.source], ["2;", "cache"]);
    assert.equal(bench.requests.length, 2);
  });

  it("keeps an answer when only the indentation of the blank line changes", async () => {
    const bench = stand("function f() {\n║\n}\n");
    await asked(bench, "return 1;");
    bench.reindent("  ");
    assert.equal((await bench.ask())?.text, "return 1;");
    assert.equal(bench.requests.length, 1);
  });

  it("remembers that the model had nothing to say", async () => {
    const bench = stand();
    assert.equal(await asked(bench, ""), undefined);
    assert.equal(await bench.ask(), undefined);
    assert.equal(bench.requests.length, 1);
  });

  it("asks again when the person asks by a key", async () => {
    const bench = stand();
    await asked(bench, "");
    const completion = bench.ask("invoked");
    await settled();
    bench.requests[1]?.write("3;");
    bench.requests[1]?.end();
    assert.equal((await completion)?.text, "3;");
  });

  it("joins the stream that still fits what was typed meanwhile", async () => {
    const bench = stand();
    const waiter = new AbortController();
    const first = bench.ask("automatic", waiter.signal);
    await settled();
    bench.type("s");
    waiter.abort();
    await assert.rejects(first);
    const second = bench.ask();
    await settled();
    bench.requests[0]?.write("sum(a);");
    bench.requests[0]?.end();
    const completion = await second;
    assert.deepEqual([completion?.text, completion?.source], ["um(a);", "joined"]);
    assert.equal(bench.requests.length, 1);
  });

  it("asks anew when the stream it joined turns out to say something else", async () => {
    const bench = stand();
    const waiter = new AbortController();
    const first = bench.ask("automatic", waiter.signal);
    await settled();
    bench.type("s");
    waiter.abort();
    await assert.rejects(first);
    const second = bench.ask("invoked");
    await settled();
    bench.requests[0]?.write("max(a);");
    await settled();
    assert.equal(bench.requests.length, 2);
    bench.requests[1]?.write("um(a);");
    bench.requests[1]?.end();
    assert.equal((await second)?.text, "um(a);");
  });

  it("does not abort when the editor stops waiting", async () => {
    const bench = stand();
    const waiter = new AbortController();
    const first = bench.ask("automatic", waiter.signal);
    await settled();
    waiter.abort();
    await assert.rejects(first);
    await settled();
    assert.equal(bench.requests[0]?.isAborted(), false);
    bench.requests[0]?.write("2;");
    bench.requests[0]?.end();
    await settled();
    assert.equal((await bench.ask())?.source, "cache");
  });

  it("aborts in the same turn as the edit that contradicts what has arrived", async () => {
    const bench = stand();
    const shown = bench.ask();
    await settled();
    bench.requests[0]?.write("sum");
    await settled();
    bench.type("x");
    assert.equal(bench.requests[0]?.isAborted(), true);
    assert.equal(await shown, undefined);
    assert.equal(bench.traces.at(-1)?.outcome, "contradicted");
  });

  it("aborts when what arrives contradicts what was typed before", async () => {
    const bench = stand();
    void bench.ask();
    await settled();
    bench.type("x");
    assert.equal(bench.requests[0]?.isAborted(), false);
    bench.requests[0]?.write("sum");
    await settled();
    assert.equal(bench.requests[0]?.isAborted(), true);
  });

  it("aborts when keys stay ahead of a fast model for too long", async () => {
    const bench = stand();
    void bench.ask();
    await settled();
    bench.type("x");
    await bench.pass(44);
    assert.equal(bench.requests[0]?.isAborted(), false);
    await bench.pass(1);
    assert.equal(bench.requests[0]?.isAborted(), true);
  });

  it("leaves the rest of a word alone after a request that came to nothing, unless typing pauses", async () => {
    const bench = stand();
    bench.type("a");
    await bench.pass(120);
    bench.type("b");
    const first = bench.ask();
    await settled();
    await bench.pass(75);
    bench.requests[0]?.end();
    await first;
    bench.type("c");
    const completion = bench.ask();
    await settled();
    await bench.pass(200);
    assert.equal(bench.requests.length, 1);
    await bench.pass(50);
    assert.equal(bench.requests.length, 2);
    bench.requests[1]?.write("d;");
    bench.requests[1]?.end();
    assert.equal((await completion)?.text, "d;");
  });

  it("does not hold the next word back", async () => {
    const bench = stand();
    bench.type("a");
    await bench.pass(120);
    bench.type("b");
    const first = bench.ask();
    await settled();
    await bench.pass(75);
    bench.requests[0]?.end();
    await first;
    bench.type(".");
    void bench.ask();
    await settled();
    await bench.pass(75);
    assert.equal(bench.requests.length, 2);
  });

  it("asks in the middle of a word after a pause", async () => {
    const bench = stand();
    await asked(bench, "");
    await bench.pass(2000);
    bench.type("c");
    await asked(bench, "d;");
    assert.equal(bench.requests.length, 2);
  });

  it("aborts on a backspace beyond the place it was asked for", async () => {
    const bench = stand();
    void bench.ask();
    await settled();
    bench.backspace();
    assert.equal(bench.requests[0]?.isAborted(), true);
  });

  it("sends nothing for a wish that was given up while the model was being connected", async () => {
    const connected = Promise.withResolvers<never>();
    const bench = stand(undefined, { model: () => connected.promise });
    const waiter = new AbortController();
    const completion = bench.ask("automatic", waiter.signal);
    await settled();
    waiter.abort();
    connected.reject(new Error("late"));
    await assert.rejects(completion);
    assert.equal(bench.requests.length, 0);
  });

  it("waits within a burst of keys, and not after a pause", async () => {
    const bench = stand();
    for (const key of "total") {
      bench.type(key);
      await bench.pass(120);
    }
    const first = bench.ask();
    await settled();
    assert.equal(bench.requests.length, 0);
    await bench.pass(75);
    assert.equal(bench.requests.length, 1);
    bench.requests[0]?.write("ly");
    bench.requests[0]?.end();
    await first;

    await bench.pass(2000);
    bench.type(".");
    void bench.ask();
    await settled();
    assert.equal(bench.requests.length, 2);
  });

  it("does not wait before the cache", async () => {
    const bench = stand();
    await asked(bench, "total");
    for (const key of "tot") {
      await bench.pass(120);
      bench.type(key);
    }
    assert.equal((await bench.ask())?.text, "al");
  });

  it("stops at the end of the block and frees the server", async () => {
    const bench = stand("function f() {\n  ║\n}\n");
    const completion = bench.ask();
    await settled();
    bench.requests[0]?.write("return 1;\n}\n\nfunction g() {\n");
    assert.equal((await completion)?.text, "return 1;");
    assert.equal(bench.requests[0]?.isAborted(), true);
  });

  it("lets the server stop a single line, which keeps the connection open", async () => {
    const bench = stand();
    await asked(bench, "2;");
    assert.ok(bench.requests[0]?.body.stop?.includes("\n"));
    assert.equal(bench.requests[0]?.isAborted(), false);
  });

  it("ends an answer where the model spells a special token out", async () => {
    const bench = stand();
    const completion = bench.ask();
    await settled();
    assert.deepEqual(bench.requests[0]?.body.stop, ["\n"], "longer stops would hold text back");
    bench.requests[0]?.write("2;<|endoftext|>let c");
    assert.equal((await completion)?.text, "2;");
    assert.equal(bench.requests[0]?.isAborted(), true);
  });

  it("asks for the next completion as soon as one was taken", async () => {
    const bench = stand("let a = 1;\nlet b = ║\n");
    const completion = await asked(bench, "sum(");
    bench.type("sum(");
    bench.pipeline.accepted(completion?.id ?? 0);
    await settled();
    assert.equal(bench.requests.length, 2);
    assert.match(bench.requests[1]?.body.prompt ?? "", /let b = sum\(<\|fim_suffix\|>/);
    const next = bench.ask();
    bench.requests[1]?.write("a);");
    bench.requests[1]?.end();
    assert.equal((await next)?.text, "a);");
    assert.equal(bench.requests.length, 2);
  });

  it("reads the prompt ahead with one token, and an edit ends that", async () => {
    const bench = stand();
    const warming = bench.pipeline.warmUp(bench.cursor());
    await settled();
    assert.equal(bench.requests[0]?.body.max_tokens, 1);
    bench.type("x");
    assert.equal(bench.requests[0]?.isAborted(), true);
    await warming;
    assert.deepEqual(bench.lessons, []);
  });

  it("does not ask while it is told not to, and says why in the trace", async () => {
    const bench = stand(undefined, { refusal: () => "Paused." });
    assert.equal(await bench.ask(), undefined);
    assert.equal(bench.requests.length, 0);
    assert.deepEqual([bench.traces[0]?.outcome, bench.traces[0]?.reason], ["refused", "Paused."]);
  });

  it("turns a failing model into a lesson and no completion", async () => {
    const failure = new Error("down");
    const bench = stand(undefined, { model: () => Promise.reject(failure) });
    assert.equal(await bench.ask(), undefined);
    assert.deepEqual(
      bench.lessons.map((lesson) => [
        lesson.source,
        lesson.kind,
        "error" in lesson && lesson.error,
      ]),
      [["request", "failed", failure]],
    );
  });

  it("counts its own time apart from waiting for the model", async () => {
    const bench = stand();
    const completion = bench.ask();
    await settled();
    await bench.pass(40);
    bench.requests[0]?.write("2");
    await settled();
    await bench.pass(30);
    bench.requests[0]?.write(";");
    bench.requests[0]?.end();
    await completion;
    const { ttftMs, decodeMs, ownMs, totalMs } = bench.traces.at(-1)?.stages ?? {};
    assert.deepEqual(
      { ttftMs, decodeMs, ownMs, totalMs },
      { ttftMs: 40, decodeMs: 30, ownMs: 0, totalMs: 70 },
    );
  });

  it("undoes the neutralising of special tokens in what the model copies", async () => {
    const bench = stand('const mark = "<|fim_middle|>";\nconst other = ║\n');
    const { prompt } = await promptOf(bench);
    assert.equal(prompt.split("<|fim_middle|>").length, 2, "Only our own mark is left.");
    const copied = /const mark = (.*);/.exec(prompt)?.[1] ?? "";
    bench.requests[0]?.write(copied);
    bench.requests[0]?.end();
    await settled();
    assert.equal((await bench.ask())?.text, '"<|fim_middle|>"');
  });
});

async function promptOf(bench: ReturnType<typeof stand>) {
  bench.ask().catch(() => undefined);
  await settled();
  const [request] = bench.requests;
  assert.ok(request);
  return request.body;
}
