// The editor's pipeline for inline completion against the simulated endpoint: what reaches the server, what is taken back,
// and what never reaches the editor.
import assert from "node:assert/strict";
import { familyOf } from "../../../core/completion/fim/families.ts";
import { createPipeline, type Pipeline } from "../../../core/completion/pipeline.ts";
import { openEditorLoop } from "../../completion/editor-loop.ts";
import { openSubject } from "../../completion/inline-subject.ts";
import { planTyping } from "../../completion/typing.ts";
import { replayTyping } from "../../completion/typing-replay.ts";
import type { CompletionManner } from "../answers/completion-manner.ts";
import type { Simulator, StartOptions } from "../server.ts";
import { clientOf, never, saying, withSimulator } from "./against-simulator.ts";

/** One long line that is no loop. */
const words = Array.from({ length: 5_000 }, (_, index) => `word${index}`).join(" + ");
const endless = { script: saying({ text: words }), profile: "fim-7b" } as const;

describe("inline completion", function () {
  this.timeout(10_000);

  it("closes the socket of a request that an edit contradicts", () =>
    withPipeline(endless, async ({ simulator, pipeline }) => {
      const document = typist("let text = ", pipeline);
      const answer = pipeline.complete(document.wanted(), never);
      await until(() => completions(simulator)[0]?.firstTokenAtMs !== undefined);
      document.type("w");
      assert.equal(completions(simulator)[0]?.outcome, undefined);
      document.type("?");
      assert.equal(await answer, undefined);
      await until(() => completions(simulator)[0]?.outcome !== undefined);
      assert.equal(completions(simulator)[0]?.outcome, "aborted");
    }));

  it("goes on when the editor stops waiting, and hands the answer to who asks next", () =>
    withPipeline({ script: saying({ text: "first + second;" }) }, async (opened) => {
      const { simulator, pipeline } = opened;
      const document = typist("let sum = ", pipeline);
      const controller = new AbortController();
      const answer = pipeline.complete(document.wanted(), controller.signal);
      await until(() => completions(simulator).length === 1);
      controller.abort("typed on");
      await assert.rejects(answer, (reason) => reason === "typed on");
      document.type("f");
      const next = await pipeline.complete(document.wanted(), never);
      assert.equal(next?.text, "irst + second;");
      assert.deepEqual(outcomes(simulator), ["stop"]);
    }));

  it("types a suggestion through without another request", () =>
    withPipeline({ script: saying({ text: "first + second;" }) }, async (opened) => {
      const { simulator, pipeline } = opened;
      const document = typist("let sum = ", pipeline);
      const shown = await pipeline.complete(document.wanted(), never);
      assert.equal(shown?.text, "first + second;");
      for (const key of "first +") {
        document.type(key);
        const rest = await pipeline.complete(document.wanted(), never);
        assert.equal(rest?.source, "cache");
        assert.equal(rest.id, shown.id);
      }
      assert.equal(completions(simulator).length, 1);
    }));

  it("writes the text behind the cursor into the prompt and never sends it as suffix", async () => {
    const bodies: Record<string, unknown>[] = [];
    await withPipeline(
      { script: saying({ text: "1" }) },
      async ({ pipeline }) => {
        const document = typist("let a = ", pipeline, ";\nlet b = 2;\n");
        const shown = await pipeline.complete(document.wanted(), never);
        assert.equal(shown?.text, "1");
      },
      bodies,
    );
    assert.equal(bodies.length, 1);
    assert.ok(!("suffix" in (bodies[0] ?? {})));
    assert.match(
      String(bodies[0]?.prompt),
      /<\|fim_prefix\|>let a = <\|fim_suffix\|>;\nlet b = 2;\n<\|fim_middle\|>$/,
    );
  });

  const places = ["let total = ", "function f() {\n  ", "  return cart.", ""];
  for (const [completions, forbidden] of [
    ["prose", /Sure|here is|Let me know/],
    ["fences", /```|This completes/],
    ["specials", /<\||file_sep|other\.ts/],
    ["empty", /./],
    ["repetition", /return value;\s+return value;/],
  ] as const satisfies [CompletionManner, RegExp][]) {
    it(`inserts nothing of ${completions}`, () =>
      withPipeline({ completions }, async ({ pipeline }) => {
        for (const text of places) {
          const document = typist(text, pipeline, "\n}\n");
          const offered = await pipeline.complete(document.wanted(), never);
          assert.doesNotMatch(offered?.text ?? "", forbidden);
        }
      }));
  }

  it("replays typing with a record of both sides", () =>
    withSimulator({ profile: "instant" }, async (simulator) => {
      const subject = await openSubject({ url: simulator.url }, never);
      const text = "total = price\ntotal = price\nend()\n";
      const file = { path: "a.ts", languageId: "typescript", text };
      const plan = planTyping(text, { mode: "insert", keystrokes: 15, seed: 1 });
      const keystrokes = plan.keystrokes.map((key) => ({ ...key, gapMs: key.gapMs / 10 }));
      const replay = await replayTyping({ subject, file, plan: { ...plan, keystrokes } }, never);
      assert.equal(replay.edits.map((edit) => edit.text).join(""), "\ntotal = price");
      const ids = new Set(simulator.requests().map(({ id }) => id));
      assert.ok(replay.requests.length > 0);
      assert.ok(replay.requests.every(({ id }) => ids.has(id)));
    }));

  it("asks once for a burst of keys and cancels what is superseded", () =>
    withPipeline({ script: saying({ text: "x" }) }, async ({ pipeline, simulator }) => {
      const loop = openEditorLoop({
        pipeline,
        path: "a.ts",
        languageId: "typescript",
        before: "let a =",
        behind: "",
        now: () => performance.now(),
        wallClock: () => performance.timeOrigin + performance.now(),
      });
      for (const key of " value + ") loop.type(key);
      await loop.settled();
      loop.dispose();
      assert.deepEqual(
        loop.calls.map(({ editsBefore, outcome }) => [editsBefore, outcome]),
        [[9, "returned"]],
      );
      assert.equal(loop.shown.length, 1);
      assert.equal(completions(simulator).length, 1);
    }));
});

type Opened = { simulator: Simulator; pipeline: Pipeline };

function withPipeline(
  options: StartOptions,
  work: (opened: Opened) => Promise<void>,
  bodies: Record<string, unknown>[] = [],
): Promise<void> {
  return withSimulator(options, async (simulator) => {
    const streamCompletion = clientOf(simulator.url, { bodies }).streamCompletion;
    const model = {
      client: { streamCompletion },
      model: "qwen3-coder",
      contextWindow: 4096,
      family: familyOf("qwen"),
      stopTokenIds: [],
    };
    const pipeline = createPipeline({
      model: async () => model,
      snippets: () => [],
      repository: () => "shop",
      multiline: () => "auto",
      onTrace: () => {},
      now: () => performance.now(),
      wallClock: () => performance.timeOrigin + performance.now(),
    });
    try {
      await work({ simulator, pipeline });
    } finally {
      pipeline.dispose();
    }
  });
}

/** A document with a cursor at the end of what was typed, which tells the pipeline of each key. */
function typist(before: string, pipeline: Pipeline, suffix = "") {
  let prefix = before;
  const documentId = crypto.randomUUID();
  const cursor = () => ({
    documentId,
    path: "src/cart.ts",
    languageId: "typescript",
    prefix,
    suffix,
    offset: prefix.length,
  });
  return {
    wanted: () => ({ cursor: cursor(), trigger: "invoked" as const }),
    type(inserted: string) {
      const edit = { documentId, offset: prefix.length, removedLength: 0, inserted };
      prefix += inserted;
      pipeline.documentChanged(edit, cursor());
    },
  };
}

function completions(simulator: Simulator) {
  return simulator.requests().filter(({ route }) => route === "/v1/completions");
}

function outcomes(simulator: Simulator) {
  return completions(simulator).map(({ outcome }) => outcome);
}

/** Asks again until it holds; the runner's own limit ends a wait in vain. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}
