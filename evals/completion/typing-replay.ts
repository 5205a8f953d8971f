// Replays the typing of a source file through the product's pipeline against an endpoint and hands back everything that
// happened, in times that compare with the simulator's own record. It judges nothing and prints nothing.
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { createPipeline } from "../../core/completion/pipeline.ts";
import type { Trace } from "../../core/completion/trace.ts";
import { type CallRecord, type EditRecord, openEditorLoop } from "./editor-loop.ts";
import type { InlineSubject } from "./inline-subject.ts";
import { type ObservedRequest, observedClient } from "./observed-client.ts";
import type { SourceFile } from "./source-files.ts";
import type { TypingPlan } from "./typing.ts";

export type Replay = {
  edits: readonly EditRecord[];
  calls: readonly CallRecord[];
  requests: readonly ObservedRequest[];
  traces: readonly Trace[];
  /** Ids of the suggestions that were shown. */
  shown: readonly number[];
  /** Results that stood for as long, among them the rests of suggestions that were typed through. */
  stood: number;
  /** How late the event loop was at worst since the keystroke before, for each keystroke. */
  loopDelaysMs: readonly number[];
};

export type ReplayOptions = { subject: InlineSubject; file: SourceFile; plan: TypingPlan };

const now = () => performance.now();
const wallClock = () => performance.timeOrigin + performance.now();

export async function replayTyping(options: ReplayOptions, signal: AbortSignal): Promise<Replay> {
  const { subject, file, plan } = options;
  const requests: ObservedRequest[] = [];
  const traces: Trace[] = [];
  const { endpoint, ...model } = subject;
  const client = observedClient({
    endpoint,
    wallClock,
    editsSoFar: () => loop.edits.length,
    onRequest: (request) => requests.push(request),
  });
  const pipeline = createPipeline({
    model: async () => ({ ...model, client }),
    snippets: () => [],
    repository: () => "replay",
    multiline: () => "auto",
    onTrace: (trace) => traces.push(trace),
    now,
    wallClock,
  });
  const { path, languageId } = file;
  const { before, behind } = plan;
  const loop = openEditorLoop({ pipeline, path, languageId, before, behind, now, wallClock });
  const delays = watchLoop();
  try {
    await typeAll(plan, { type: loop.type, onKey: delays.mark }, signal);
    await loop.settled();
  } finally {
    delays.stop();
    loop.dispose();
    pipeline.dispose();
  }
  const { edits, calls, shown, stood } = loop;
  return { edits, calls, requests, traces, shown, stood, loopDelaysMs: delays.samplesMs };
}

/** Each key has its own time from the start on, so a late timer makes one key late and not the typing slower. */
async function typeAll(
  { keystrokes }: TypingPlan,
  { type, onKey }: { type: (text: string) => void; onKey: () => void },
  signal: AbortSignal,
): Promise<void> {
  let dueAtMs = now();
  for (const { text, gapMs } of keystrokes) {
    dueAtMs += gapMs;
    await sleep(Math.max(0, dueAtMs - now()), undefined, { signal });
    onKey();
    type(text);
  }
}

const resolutionMs = 2;

/** What keeps the loop from a timer that is due every other millisecond would keep an editor from a keystroke. */
function watchLoop() {
  const histogram = monitorEventLoopDelay({ resolution: resolutionMs });
  const samplesMs: number[] = [];
  histogram.enable();
  return {
    samplesMs,
    mark() {
      // Nothing was measured yet where two keys came within one interval.
      if (histogram.count > 0) samplesMs.push(Math.max(0, histogram.max / 1e6 - resolutionMs));
      histogram.reset();
    },
    stop: () => histogram.disable(),
  };
}
