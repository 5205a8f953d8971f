// The working part of inline completion, loaded on first use: the pipeline with its model, and the judges that hold it back
// (routing guard, back-off, suspicion). Knows no documents, no status item and no settings of VS Code's.

import type { Snippet } from "../../core/completion/context/snippet.ts";
import { createBackoff } from "../../core/completion/judges/backoff.ts";
import { createRoutingGuard } from "../../core/completion/judges/routing-guard.ts";
import { createSuspicion } from "../../core/completion/judges/suspicion.ts";
import { createPipeline, type Lesson, type Pipeline } from "../../core/completion/pipeline.ts";
import { createLatencyBook, type LatencyBook } from "../../core/completion/report/latency.ts";
import {
  type CompletionState,
  type StatusFacts,
  statusLines,
} from "../../core/completion/report/status-lines.ts";
import { traceReport } from "../../core/completion/report/trace-report.ts";
import { createTraceLog, type Trace } from "../../core/completion/trace.ts";
import { hostOf } from "../../core/model/base-url.ts";
import { ModelError } from "../../core/model/errors.ts";
import { errorText, errorWords } from "../host/error-words.ts";
import { SetupError } from "../host/setup-error.ts";
import type { CompletionSettings } from "../settings-schema.ts";
import { spokenLanguage, t } from "../words.ts";
import type { InlineConnection } from "./inline-connection.ts";
import { proveSpeed } from "./speed-proof.ts";

export type Engine = {
  pipeline: Pipeline;
  book: LatencyBook;
  /** Endpoint, key, model or settings have changed: what was learnt says nothing any more. */
  reconnect(): void;
  /** Connects if it is not connected, so that the first completion finds everything ready. */
  prepare(): void;
  /** Whether a request could go out now; unlike the pipeline's own question it costs no turn. */
  isReady(): boolean;
  useAnyway(): void;
  /** `off` is what the editor knows: turned off, snoozed or not for this document. */
  /** Whether the model is held to be too slow, whatever editor is looked at. */
  isPaused(): boolean;
  status(off: CompletionState | undefined): StatusFacts & ReturnType<typeof statusLines>;
  traces(): readonly Trace[];
  traceReport(): string;
  dispose(): void;
};

export type EngineDeps = {
  settings(): CompletionSettings;
  connect(signal: AbortSignal): Promise<InlineConnection>;
  snippets(documentId: string): readonly Snippet[];
  repository(documentId: string): string;
  onDidChange(): void;
  logFailure(error: unknown): void;
  /** A monotonic clock in milliseconds, the one by which the editor says when it asked. */
  now: () => number;
};

/** While completion is paused it is measured again after so long, doubled each time: the endpoint may have been busy. */
const firstProofAgainMs = 10_000;
const mostProofAgainMs = 300_000;
/** What has to be set up first may be set up elsewhere, as a model that the server loads: it is looked at again. */
const setupAgainMs = 60_000;

const wording = () => ({ say: t, language: spokenLanguage() });

export function createEngine(deps: EngineDeps): Engine {
  const { now } = deps;
  const guard = createRoutingGuard({ maxTtftMs: () => deps.settings().maxTtftMs });
  const backoff = createBackoff({ now });
  const suspicion = createSuspicion();
  const book = createLatencyBook();
  const traces = createTraceLog();
  let lifetime = new AbortController();
  let connecting: Promise<InlineConnection> | undefined;
  let connection: InlineConnection | undefined;
  let failure: SetupError | ModelError | undefined;
  let failedAtMs = 0;
  let nextProofAtMs = 0;
  let proofs = 0;

  const connect = (): Promise<InlineConnection> => {
    connecting ??= open(lifetime.signal);
    return connecting;
  };
  /** A connection that was given up for a newer one is none that failed. */
  const connected = async (): Promise<InlineConnection> => {
    const { signal } = lifetime;
    try {
      return await connect();
    } catch (error) {
      if (!signal.aborted || lifetime.signal.aborted) throw error;
      return connect();
    }
  };
  const open = async (signal: AbortSignal): Promise<InlineConnection> => {
    try {
      const found = await deps.connect(signal);
      signal.throwIfAborted();
      connection = found;
      failure = undefined;
      guard.reset({ needsProof: found.isChatModel });
      if (found.isChatModel) prove(found);
      deps.onDidChange();
      return found;
    } catch (error) {
      if (!signal.aborted) {
        connecting = undefined;
        fail(error);
      }
      throw error;
    }
  };
  const fail = (error: unknown) => {
    if (lifetime.signal.aborted) return;
    failedAtMs = now();
    if (error instanceof ModelError) {
      // The same failure arrives as the request's lesson and as the connection's.
      if (failure !== error) backoff.failed(error);
      failure = error;
    } else if (error instanceof SetupError) failure = error;
    else backoff.abandoned();
    deps.logFailure(error);
    deps.onDidChange();
  };
  const prove = (found: InlineConnection) => {
    if (now() < nextProofAtMs) return;
    nextProofAtMs = now() + Math.min(mostProofAgainMs, firstProofAgainMs * 2 ** proofs);
    proofs += 1;
    const { signal } = lifetime;
    void proveSpeed(found.model, (ttftMs) => guard.add(ttftMs), signal).then(
      deps.onDidChange,
      (error) => {
        if (!signal.aborted) fail(error);
      },
    );
  };
  const refusal = (): string | undefined => {
    const isSetup = failure instanceof SetupError && now() - failedAtMs < setupAgainMs;
    if (failure !== undefined && isSetup) return errorText(failure);
    if (!guard.mayAsk()) {
      if (connection !== undefined) prove(connection);
      return statusLines({ completion: guardState() }, wording()).short;
    }
    if (!backoff.mayAsk()) return statusLines({ completion: stateNow() }, wording()).short;
    return undefined;
  };
  const guardState = (): CompletionState => {
    const verdict = guard.verdict();
    const { state } = verdict;
    return { state: state === "paused" || state === "proving" ? state : "on", guard: verdict };
  };
  const stateNow = (): CompletionState => {
    if (failure instanceof SetupError) return { state: "no_model", why: errorText(failure) };
    const backingOff = backoff.state();
    if (failure !== undefined && backingOff.failuresInARow > 0) {
      return { state: "failing", backoff: backingOff, error: errorWords(failure) };
    }
    if (connection === undefined) return { state: "connecting" };
    const suspected = suspicion.verdict();
    const judged = guardState();
    if (suspected === undefined || judged.state !== "on") return judged;
    return { state: "suspicious", suspicion: suspected };
  };
  const learn = (lesson: Lesson) => {
    switch (lesson.kind) {
      case "failed":
        fail(lesson.error);
        return;
      case "contradicted":
        backoff.abandoned();
        if (!lesson.hasStarted) guard.addUnanswered(lesson.waitedMs);
        break;
      case "answered":
        backoff.succeeded();
        failure = undefined;
        suspicion.add(lesson.text, lesson.place.cursor);
        if (lesson.ttftMs !== undefined) guard.add(lesson.ttftMs);
    }
    deps.onDidChange();
  };
  const pipeline = createPipeline({
    model: async () => (await connected()).model,
    refusal,
    snippets: deps.snippets,
    repository: deps.repository,
    multiline: () => deps.settings().multiline,
    onTrace(trace) {
      traces.add(trace);
      book.add(trace);
      deps.onDidChange();
    },
    onShown: () => book.noteShown(),
    onLesson: learn,
    now,
    wallClock: Date.now,
  });
  return {
    pipeline,
    book,
    reconnect() {
      lifetime.abort();
      lifetime = new AbortController();
      connecting = undefined;
      connection = undefined;
      failure = undefined;
      nextProofAtMs = 0;
      proofs = 0;
      guard.reset({ needsProof: false });
      backoff.reset();
      suspicion.reset();
      book.reset();
      deps.onDidChange();
    },
    prepare() {
      // A failure is in the status already, and typing tries again in its own time.
      if (failure === undefined) connect().catch(() => undefined);
    },
    isReady: () => connection !== undefined && failure === undefined && guard.mayAsk(),
    useAnyway() {
      guard.useAnyway();
      deps.onDidChange();
    },
    isPaused: () => guardState().state !== "on",
    status(off) {
      const facts: StatusFacts = {
        completion: off ?? stateNow(),
        ...(connection === undefined ? {} : { model: modelFacts(connection) }),
        summary: book.summary(),
      };
      return { ...facts, ...statusLines(facts, wording()) };
    },
    traces: traces.list,
    traceReport: () =>
      traceReport(traces.list(), book.summary(), {
        timeText: (atMs) => new Date(atMs).toLocaleTimeString(spokenLanguage()),
      }),
    dispose() {
      lifetime.abort();
      pipeline.dispose();
    },
  };
}

function modelFacts({ model, endpointUrl, isSimulated }: InlineConnection) {
  const { model: name, family } = model;
  return { name, endpoint: hostOf(endpointUrl), family: family.id, isSimulated };
}
