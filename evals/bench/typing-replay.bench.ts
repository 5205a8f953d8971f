// Typing as the editor sees it, against an endpoint: what the requests cost the endpoint and what the pipeline costs the
// editor. Without options the endpoint is `tandem sim --profile fim-7b` and the files are three of this repository.
import type { Outcome } from "../../core/completion/trace.ts";
import type { InlineSubject } from "../completion/inline-subject.ts";
import type { ObservedRequest } from "../completion/observed-client.ts";
import { serverRecord } from "../completion/server-record.ts";
import { readSources, type SourceFile } from "../completion/source-files.ts";
import { cachedShare, contradictions, type TokenCounts } from "../completion/stale-requests.ts";
import { planTyping, type TypingMode, typingModes } from "../completion/typing.ts";
import { type Replay, replayTyping } from "../completion/typing-replay.ts";
import type { RequestRecord } from "../simulator/record.ts";
import { type BenchOptions, openMeasured } from "./endpoint.ts";

export const name = "typing-replay";

/** In each file and each mode. */
const keystrokes = 160;
const seed = 3;

const modeNames: Record<TypingMode, string> = {
  append: "at the end of a file",
  insert: "inside a file",
};

export async function run(signal: AbortSignal, options: BenchOptions = { files: [] }) {
  const files = await readSources(options.files);
  const { subject, stop } = await openMeasured(options, signal);
  try {
    const rows = [];
    for (const mode of typingModes) {
      const replays: Replay[] = [];
      for (const [index, file] of files.entries()) {
        replays.push(await replayOne(subject, { file, mode, seed: seed + index }, signal));
      }
      const record = subject.isSimulated ? await serverRecord(subject.endpoint.url, signal) : [];
      rows.push(...rowsOf(mode, replays, new Map(record?.map((entry) => [entry.id, entry]))));
    }
    return rows.map((row) => (subject.isSimulated ? { ...row, isSimulated: true as const } : row));
  } finally {
    await stop();
  }
}

function replayOne(
  subject: InlineSubject,
  { file, mode, seed }: { file: SourceFile; mode: TypingMode; seed: number },
  signal: AbortSignal,
): Promise<Replay> {
  const plan = planTyping(file.text, { mode, keystrokes, seed });
  return replayTyping({ subject, file, plan }, signal);
}

type Records = ReadonlyMap<string, RequestRecord>;

function rowsOf(mode: TypingMode, replays: readonly Replay[], records: Records) {
  const rows = [...endpointRows(replays, records), ...editorRows(replays)];
  return rows.map((row) => ({ ...row, what: `typing ${modeNames[mode]}: ${row.what}` }));
}

/** What typing costs the endpoint. */
function endpointRows(replays: readonly Replay[], records: Records) {
  const share = cachedShare(replays.flatMap((replay) => tokenCounts(replay, records)));
  const stale = replays.flatMap((replay) => contradictionsOf(replay, records));
  return [
    ...requestRows(replays, stale.length),
    {
      what: "edit that contradicts a request to its end",
      unit: "ms",
      samples: stale.map(({ afterEditMs }) => afterEditMs),
      budget: { atMost: 50 },
      judgedBy: "max" as const,
      note: `ends are ${records.size > 0 ? "the endpoint's record" : "the client's"}; an edit may come before the text it contradicts`,
    },
    {
      what: "the same from when the contradicted text was there",
      unit: "ms",
      samples: stale.map(({ afterKnownMs }) => afterKnownMs),
    },
    {
      what: "prompt tokens from the prefix cache",
      unit: "%",
      samples: share === undefined ? [] : [share * 100],
      budget: { atLeast: 80 },
    },
  ];
}

/** What the pipeline costs the editor. */
function editorRows(replays: readonly Replay[]) {
  const calls = replays.flatMap((replay) => replay.calls);
  const traces = replays.flatMap((replay) => replay.traces);
  const edits = replays.flatMap((replay) => replay.edits);
  return [
    {
      what: "own time of a request",
      unit: "ms",
      samples: traces.flatMap(({ source, outcome, stages: { ownMs } }) =>
        source === "request" && awaited.has(outcome) && ownMs !== undefined ? [ownMs] : [],
      ),
      budget: { atMost: 10 },
      judgedBy: "p95" as const,
      note: "the whole minus debounce, queue, TTFT and decode, where somebody waited to the end",
    },
    {
      what: "answer from the cache",
      unit: "ms",
      samples: calls.flatMap(({ completion, tookMs }) =>
        completion?.source === "cache" && tookMs !== undefined ? [tookMs] : [],
      ),
      budget: { atMost: 1 },
      judgedBy: "p95" as const,
    },
    {
      what: "thread kept when told of an edit or asked",
      unit: "ms",
      samples: [...edits, ...calls].map(({ syncMs }) => syncMs),
      budget: { atMost: 5 },
      judgedBy: "max" as const,
      note: "by the clock, so whatever took the processor away is in it",
    },
    {
      what: "thread kept by writing a prompt or filtering an answer",
      unit: "ms",
      samples: traces.flatMap(({ stages: { contextMs, filterMs } }) =>
        [contextMs, filterMs].filter((ms) => ms !== undefined),
      ),
      budget: { atMost: 5 },
      judgedBy: "max" as const,
    },
    {
      what: "event loop late between two keystrokes, at worst",
      unit: "ms",
      samples: replays.flatMap(({ loopDelaysMs }) => loopDelaysMs),
      note: "by the clock, whatever the reason",
    },
  ];
}

const awaited: ReadonlySet<Outcome> = new Set(["returned", "empty", "filtered"]);

/**
 * Judged by what stood before the person, each result once; the second row counts a suggestion once, however often its
 * rest is returned while it is typed through.
 */
function requestRows(replays: readonly Replay[], stale: number) {
  const count = (of: (replay: Replay) => number) =>
    replays.reduce((sum, replay) => sum + of(replay), 0);
  const requests = count((replay) => replay.requests.length);
  const stood = count((replay) => replay.stood);
  const shown = count((replay) => replay.shown.length);
  const silent = count((replay) => replay.requests.filter(isSilent).length);
  const perFile = replays.map((each) => `${each.requests.length}/${each.stood}`);
  return [
    {
      what: "requests per shown completion",
      unit: "requests",
      samples: [requests / stood],
      budget: { atMost: 1.3 },
      note: `${requests} requests for ${stood} results that stood 100 ms (by file ${perFile.join(", ")}); to ${silent} the model said nothing, ${stale} contradicted in flight; ${count((replay) => replay.edits.length)} keystrokes`,
    },
    {
      what: "requests per suggestion shown",
      unit: "requests",
      samples: [requests / shown],
      note: `${shown} suggestions, each counted once while it is typed through`,
    },
  ];
}

function isSilent({ pieces, wasAborted }: ObservedRequest): boolean {
  return !wasAborted && pieces.every(({ text }) => text.trim() === "");
}

function contradictionsOf({ requests, edits }: Replay, records: Records) {
  const ended = requests.flatMap((request) => {
    const endedAtMs = records.get(request.id)?.endedAtMs ?? request.endedAtMs;
    // A warm-up has no answer that an edit could contradict.
    return endedAtMs === undefined || request.maxTokens === 1 ? [] : [{ ...request, endedAtMs }];
  });
  return contradictions(ended, edits);
}

/** From the endpoint's record; a real endpoint tells it with the usage of answers that came to their end. */
function tokenCounts({ requests }: Replay, records: Records): TokenCounts[] {
  return requests.flatMap(({ id, usage, pieces, endedAtMs }): TokenCounts[] => {
    const record = records.get(id);
    if (record !== undefined) return [record];
    const firstTokenAtMs = pieces[0]?.atMs ?? endedAtMs;
    if (usage?.cachedTokens === undefined || firstTokenAtMs === undefined) return [];
    const { promptTokens, cachedTokens } = usage;
    return [{ promptTokens, cachedTokens, firstTokenAtMs }];
  });
}
