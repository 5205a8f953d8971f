// Asks a model to fill holes in real source code, through the same pipeline as the editor, and compares what it wrote with
// what stood there. What it wrote is parsed and never run. It judges nothing and prints nothing.
import type { FilterDecision } from "../../core/completion/filters/filters.ts";
import { createPipeline } from "../../core/completion/pipeline.ts";
import type { Outcome, Trace } from "../../core/completion/trace.ts";
import { createModelClient } from "../../core/model/client.ts";
import type { InlineSubject } from "./inline-subject.ts";
import { editSimilarity, isSameButForSpace } from "./likeness.ts";
import { parses } from "./parses.ts";
import type { Hole, HoleKind } from "./punch-holes.ts";
import type { SourceFile } from "./source-files.ts";

export type HoleResult = {
  path: string;
  languageId: string;
  kind: HoleKind;
  expected: string;
  /** Empty where nothing was offered. */
  text: string;
  isExact: boolean;
  isSameButForSpace: boolean;
  /** 0 to 1. */
  similarity: number;
  /** The whole file; undefined where nothing was offered or no parser could tell. */
  parses: boolean | undefined;
  ttftMs: number | undefined;
  /** Why nothing was offered, where the pipeline said so. */
  reason: string | undefined;
};

export type FilledHole = HoleResult & {
  /** The whole file with what was offered in it. */
  whole: string | undefined;
  outcome: Outcome | undefined;
  decisions: readonly FilterDecision[];
  /** What kept the endpoint from answering. */
  error: unknown;
};

export type QualityOptions = { subject: InlineSubject; file: SourceFile; holes: readonly Hole[] };

const timeouts = { firstByteMs: 30_000, stalledMs: 30_000 };
const now = () => performance.now();

export async function fillHoles(
  options: QualityOptions,
  signal: AbortSignal,
): Promise<HoleResult[]> {
  const results: HoleResult[] = [];
  for await (const result of fillEach(options, signal)) results.push(result);
  return results;
}

/** One after the other, so that the first token of each is its own. */
export async function* fillEach(
  { subject, file, holes }: QualityOptions,
  signal: AbortSignal,
): AsyncGenerator<FilledHole, void, undefined> {
  const { endpoint, ...model } = subject;
  const client = createModelClient({ endpoint, fetch, now, timeouts });
  const traces: Trace[] = [];
  let error: unknown;
  const pipeline = createPipeline({
    model: async () => ({ ...model, client }),
    snippets: () => [],
    repository: () => "quality",
    multiline: () => "auto",
    onTrace: (trace) => traces.push(trace),
    onLesson(lesson) {
      if (lesson.kind === "failed") error = lesson.error;
    },
    now,
    wallClock: () => performance.timeOrigin + performance.now(),
  });
  const { text: source, languageId } = file;
  // A parser that refuses the file as it was says nothing about what is filled in.
  const isJudged = (await parses(source, languageId, signal)) === true;
  try {
    for (const [index, hole] of holes.entries()) {
      const cursor = cursorAt(file, hole, `hole-${index}`);
      error = undefined;
      const offered = await pipeline.complete({ cursor, trigger: "invoked" }, signal);
      const whole = offered && filled(file, hole, offered);
      const trace = traces.at(-1);
      yield {
        ...compare(file, hole, offered ?? nothing),
        parses:
          isJudged && whole !== undefined ? await parses(whole, languageId, signal) : undefined,
        ttftMs: trace?.stages.ttftMs,
        reason: trace?.reason,
        whole,
        outcome: trace?.outcome,
        decisions: trace?.decisions ?? [],
        error,
      };
    }
  } finally {
    pipeline.dispose();
  }
}

type Offered = { text: string; replacesAfter: number };
const nothing: Offered = { text: "", replacesAfter: 0 };

function cursorAt({ text, path, languageId }: SourceFile, hole: Hole, documentId: string) {
  return {
    documentId,
    path,
    languageId,
    prefix: text.slice(0, hole.start),
    suffix: text.slice(hole.end),
    offset: hole.start,
  };
}

function compare({ text: source, path, languageId }: SourceFile, hole: Hole, offered: Offered) {
  const replaced = source.slice(hole.end, hole.end + offered.replacesAfter);
  // What the offer takes the place of behind the cursor, it has to write again.
  const expected = source.slice(hole.start, hole.end) + replaced;
  const { text } = offered;
  return {
    path,
    languageId,
    kind: hole.kind,
    expected,
    text,
    isExact: text === expected,
    isSameButForSpace: isSameButForSpace(text, expected),
    similarity: text === "" ? 0 : editSimilarity(text.trim(), expected.trim()),
  };
}

function filled({ text }: SourceFile, { start, end }: Hole, offered: Offered): string {
  return text.slice(0, start) + offered.text + text.slice(end + offered.replacesAfter);
}
