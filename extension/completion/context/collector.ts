// Keeps, for every document that is being worked on, the excerpts of other places that go in front of its prompts. They
// are refreshed when nobody types and read without any cost when somebody does. Knows no prompt and no model.

import * as vscode from "vscode";
import type { DeckLimits } from "../../../core/completion/context/deck.ts";
import { createDecks } from "../../../core/completion/context/decks.ts";
import type { Snippet } from "../../../core/completion/context/snippet.ts";
import { type SetTimer, setSystemTimer } from "../../../core/model/inactivity.ts";
import { describeError, type Log } from "../../host/log.ts";
import { watchAttention } from "./attention.ts";
import { createGather } from "./gather.ts";
import { type FileSystem, isReadable } from "./readable.ts";

export type ContextCollector = vscode.Disposable & {
  /**
   * The excerpts for a document in the order of the prompt; the same array until a refresh changes them. Before its first
   * refresh the active document gets those of the one before it, which the server has in its cache.
   */
  snippets(documentId: string): readonly Snippet[];
  /** Fires with the id of the document after every refresh that was not stopped. */
  onDidRefresh: vscode.Event<string>;
};

export type ContextCollectorOptions = {
  shownPath(uri: vscode.Uri): string;
  /** Whether other files may be used; asked again every time. */
  isOn(): boolean;
  log: Log;
  limits?: DeckLimits;
  files?: FileSystem;
  setTimer?: SetTimer;
};

/** A little more than the prompt has room for: what is wanted takes three quarters of it. */
const usualLimits: DeckLimits = { snippets: 16, characters: 6000 };
const idleMs = 1500;
const longestRefreshMs = 150;
/** After a refresh that ran out of time; each begins with what the ones before it found. */
const mostRetries = 3;
const none: readonly Snippet[] = Object.freeze([]);

export function createContextCollector(options: ContextCollectorOptions): ContextCollector {
  const { shownPath, isOn, log, limits = usualLimits, setTimer = setSystemTimer } = options;
  const gather = createGather({ shownPath, files: options.files ?? vscode.workspace.fs });
  const decks = createDecks(limits);
  const refreshed = new vscode.EventEmitter<string>();

  const ownerOf = ({ uri, languageId }: vscode.TextDocument) => ({
    documentId: uri.toString(),
    path: shownPath(uri),
    languageId,
  });
  const refresh = async (document: vscode.TextDocument, signal: AbortSignal) => {
    const startedMs = performance.now();
    const wanted = { document, places: attention.places(), recent: attention.recent() };
    const limit = AbortSignal.any([signal, AbortSignal.timeout(longestRefreshMs)]);
    const candidates = await gather(wanted, limit);
    if (signal.aborted) return "stopped";
    const owner = ownerOf(document);
    const { length } = decks.refresh(owner, candidates);
    const tookMs = Math.round(performance.now() - startedMs);
    log.debug(`context: ${candidates.length} found, ${length} kept, ${tookMs} ms`);
    refreshed.fire(owner.documentId);
    return limit.aborted ? "out_of_time" : "done";
  };
  const refreshing = scheduleRefreshes(async (signal) => {
    const document = vscode.window.activeTextEditor?.document;
    if (document === undefined || !isReadable(document)) return "done";
    if (!isOn()) {
      // Without excerpts there is still a file whose prompt can be warmed up.
      refreshed.fire(document.uri.toString());
      return "done";
    }
    try {
      return await refresh(document, signal);
    } catch (error) {
      log.warn(`context: ${describeError(error)}`);
      return "done";
    }
  }, setTimer);
  const attention = watchAttention({
    isOn,
    onEdit: refreshing.whenIdle,
    onSwitch: refreshing.now,
  });
  refreshing.whenIdle();
  return {
    snippets(documentId) {
      if (!isOn()) return none;
      const own = decks.of(documentId);
      if (own !== undefined) return own;
      const document = vscode.window.activeTextEditor?.document;
      return document?.uri.toString() === documentId ? decks.borrowedFor(ownerOf(document)) : none;
    },
    onDidRefresh: refreshed.event,
    dispose() {
      refreshing.dispose();
      attention.dispose();
      refreshed.dispose();
    },
  };
}

/** Runs one refresh at a time: at once, or when nothing has asked for it for a while. */
function scheduleRefreshes(
  run: (signal: AbortSignal) => Promise<"done" | "out_of_time" | "stopped">,
  setTimer: SetTimer,
) {
  let running: AbortController | undefined;
  let cancelTimer: (() => void) | undefined;

  const stop = () => {
    running?.abort();
    cancelTimer?.();
    cancelTimer = undefined;
  };
  const start = async (retriesLeft: number) => {
    stop();
    running = new AbortController();
    const { signal } = running;
    const outcome = await run(signal);
    if (outcome === "out_of_time" && retriesLeft > 0 && !signal.aborted) {
      cancelTimer = setTimer(() => void start(retriesLeft - 1), idleMs);
    }
  };
  return {
    now: () => void start(mostRetries),
    whenIdle() {
      stop();
      cancelTimer = setTimer(() => void start(mostRetries), idleMs);
    },
    dispose: stop,
  };
}
