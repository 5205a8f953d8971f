// For tests only, imported by nothing else: a pipeline with a document, an endpoint that the test plays and a clock that it
// turns, so that a test reads as what a person and a server do in turn.
import { createModelClient } from "../model/client.ts";
import type { Cursor, Edit } from "./cursor.ts";
import { familyOf } from "./fim/families.ts";
import { createPipeline, type Lesson, type PipelineOptions, type Wanted } from "./pipeline.ts";
import type { Trace } from "./trace.ts";

/** One request as the server sees it; the test answers when it likes. */
type Request = {
  body: { prompt: string; max_tokens: number; stop?: string[]; suffix?: unknown };
  write(text: string): void;
  end(): void;
  isAborted(): boolean;
};

const event = (value: unknown) => new TextEncoder().encode(`data: ${JSON.stringify(value)}\n\n`);

/** A document with one cursor, an endpoint that the test plays, and a clock that it turns. */
export function stand(text = "let a = 1;\nlet b = ║\n", more: Partial<PipelineOptions> = {}) {
  const requests: Request[] = [];
  const traces: Trace[] = [];
  const lessons: Lesson[] = [];
  const timers = new Set<{ atMs: number; run: () => void }>();
  let nowMs = 1000;
  let [prefix = "", suffix = ""] = text.split("║");
  const setTimer = (run: () => void, delayMs: number) => {
    const timer = { atMs: nowMs + delayMs, run };
    timers.add(timer);
    return () => timers.delete(timer);
  };
  const client = createModelClient({
    endpoint: { id: "fast", url: "http://fast:8000/v1" },
    fetch: async (_url, init) => {
      const { readable, request } = openRequest(String(init.body), init.signal ?? undefined);
      requests.push(request);
      return new Response(readable, { headers: { "content-type": "text/event-stream" } });
    },
    now: () => nowMs,
    timeouts: { firstByteMs: 60_000, stalledMs: 60_000 },
    setTimer: () => () => {},
  });
  const model = {
    client,
    model: "fast",
    contextWindow: 8192,
    family: familyOf("qwen"),
    stopTokenIds: [],
  };
  const pipeline = createPipeline({
    model: async () => model,
    snippets: () => [],
    repository: () => "shop",
    multiline: () => "auto",
    onTrace: (trace) => traces.push(trace),
    onLesson: (lesson) => lessons.push(lesson),
    now: () => nowMs,
    wallClock: () => nowMs,
    setTimer,
    ...more,
  });
  const cursor = (): Cursor => ({
    documentId: "file:///a.ts",
    path: "a.ts",
    languageId: "typescript",
    prefix,
    suffix,
    offset: prefix.length,
  });
  const change = (edit: Omit<Edit, "documentId">) =>
    pipeline.documentChanged({ documentId: "file:///a.ts", ...edit }, cursor());
  return {
    pipeline,
    requests,
    traces,
    lessons,
    cursor,
    ask: (trigger: Wanted["trigger"] = "automatic", signal = new AbortController().signal) =>
      pipeline.complete({ cursor: cursor(), trigger }, signal),
    type(inserted: string) {
      const offset = prefix.length;
      prefix += inserted;
      change({ offset, removedLength: 0, inserted });
    },
    /** As editors do that close a bracket by themselves. */
    typePair(pair: string) {
      const offset = prefix.length;
      prefix += pair;
      change({ offset, removedLength: 0, inserted: pair });
      suffix = pair.slice(1) + suffix;
      prefix = prefix.slice(0, -1);
    },
    backspace(count = 1) {
      prefix = prefix.slice(0, prefix.length - count);
      change({ offset: prefix.length, removedLength: count, inserted: "" });
    },
    reindent(indent: string) {
      const lineStart = prefix.lastIndexOf("\n") + 1;
      const removedLength = prefix.length - lineStart;
      prefix = prefix.slice(0, lineStart) + indent;
      change({ offset: lineStart, removedLength, inserted: indent });
    },
    async pass(ms: number) {
      nowMs += ms;
      for (const timer of [...timers]) {
        if (timer.atMs > nowMs) continue;
        timers.delete(timer);
        timer.run();
      }
      await settled();
    },
  };
}

function openRequest(body: string, signal: AbortSignal | undefined) {
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  const readable = new ReadableStream<Uint8Array>({
    start(opened) {
      controller = opened;
    },
  });
  signal?.addEventListener("abort", () => controller?.error(signal.reason));
  const request: Request = {
    body: JSON.parse(body),
    write: (text) =>
      controller?.enqueue(event({ id: "c", choices: [{ index: 0, text, finish_reason: null }] })),
    end: () => {
      controller?.enqueue(
        event({ id: "c", choices: [{ index: 0, text: "", finish_reason: "stop" }] }),
      );
      controller?.close();
    },
    isAborted: () => signal?.aborted ?? false,
  };
  return { readable, request };
}

/** Lets everything run that waits for nothing but its turn. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) await new Promise(setImmediate);
}
