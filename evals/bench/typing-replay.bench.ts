// Typing as the editor sees it, against an endpoint: what the requests cost the endpoint and what the pipeline costs the
// editor. Without options the endpoint is `tandem sim --profile fim-7b` and the files are three of this repository.
import type { InlineSubject } from "../completion/inline-subject.ts";
import { serverRecord } from "../completion/server-record.ts";
import { readSources, type SourceFile } from "../completion/source-files.ts";
import { cachedShare, staleDelaysMs, type TokenCounts } from "../completion/stale-requests.ts";
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
  const where = `typing ${modeNames[mode]}`;
  const calls = replays.flatMap((replay) => replay.calls);
  const traces = replays.flatMap((replay) => replay.traces);
  const edits = replays.flatMap((replay) => replay.edits);
  const share = cachedShare(replays.flatMap((replay) => tokenCounts(replay, records)));
  return [
    requestsRow(where, replays),
    {
      what: `${where}: edit that contradicts a request to its end`,
      unit: "ms",
      samples: replays.flatMap((replay) => staleDelays(replay, records)),
      budget: { atMost: 50 },
      judgedBy: "max" as const,
      note: `ends are ${records.size > 0 ? "the endpoint's record" : "the client's"}`,
    },
    {
      what: `${where}: prompt tokens from the prefix cache`,
      unit: "%",
      samples: share === undefined ? [] : [share * 100],
      budget: { atLeast: 80 },
    },
    {
      what: `${where}: own time of a request`,
      unit: "ms",
      samples: traces.flatMap(({ source, outcome, stages: { ownMs } }) =>
        source === "request" && outcome === "returned" && ownMs !== undefined ? [ownMs] : [],
      ),
      budget: { atMost: 10 },
      judgedBy: "p95" as const,
      note: "the whole minus debounce, queue, TTFT and decode",
    },
    {
      what: `${where}: answer from the cache`,
      unit: "ms",
      samples: calls.flatMap(({ completion, tookMs }) =>
        completion?.source === "cache" && tookMs !== undefined ? [tookMs] : [],
      ),
      budget: { atMost: 1 },
      judgedBy: "p95" as const,
    },
    {
      what: `${where}: one call into the pipeline keeps the thread`,
      unit: "ms",
      samples: [...edits, ...calls].map(({ syncMs }) => syncMs),
      budget: { atMost: 5 },
      judgedBy: "max" as const,
    },
    {
      what: `${where}: event loop late between two keystrokes, at worst`,
      unit: "ms",
      samples: replays.flatMap(({ loopDelaysMs }) => loopDelaysMs),
      budget: { atMost: 5 },
      judgedBy: "p95" as const,
      note: "whatever ran in this process or took its processor away",
    },
  ];
}

function requestsRow(where: string, replays: readonly Replay[]) {
  const count = (of: (replay: Replay) => number) =>
    replays.reduce((sum, replay) => sum + of(replay), 0);
  const requests = count((replay) => replay.requests.length);
  const shown = count((replay) => replay.shown.length);
  const perFile = replays.map((each) => `${each.requests.length}/${each.shown.length}`);
  return {
    what: `${where}: requests per shown completion`,
    unit: "requests",
    samples: [requests / shown],
    budget: { atMost: 1.3 },
    note: `${requests} requests, ${shown} shown, ${count((replay) => replay.edits.length)} keystrokes; by file ${perFile.join(", ")}`,
  };
}

function staleDelays({ requests, edits }: Replay, records: Records): number[] {
  const ended = requests.flatMap((request) => {
    const endedAtMs = records.get(request.id)?.endedAtMs ?? request.endedAtMs;
    // A warm-up has no answer that an edit could contradict.
    return endedAtMs === undefined || request.maxTokens === 1 ? [] : [{ ...request, endedAtMs }];
  });
  return staleDelaysMs(ended, edits);
}

/** From the endpoint's record; a real endpoint tells it with the usage of answers that came to their end. */
function tokenCounts({ requests }: Replay, records: Records): TokenCounts[] {
  return requests.flatMap(({ id, usage, firstTextAtMs, endedAtMs }): TokenCounts[] => {
    const record = records.get(id);
    if (record !== undefined) return [record];
    const firstTokenAtMs = firstTextAtMs ?? endedAtMs;
    if (usage?.cachedTokens === undefined || firstTokenAtMs === undefined) return [];
    const { promptTokens, cachedTokens } = usage;
    return [{ promptTokens, cachedTokens, firstTokenAtMs }];
  });
}
