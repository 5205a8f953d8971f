// Keeps, for every document that is being worked on, the excerpts of other places that go in front of its prompts. They
// are refreshed when nobody types and read without any cost when somebody does. Knows no prompt and no model.

import * as vscode from "vscode";
import {
  type Deck,
  type DeckLimits,
  deckFor,
  emptyDeck,
  refreshDeck,
} from "../../../core/completion/context/deck.ts";
import { isRelated } from "../../../core/completion/context/language-family.ts";
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
const mostDecks = 8;
const none: readonly Snippet[] = Object.freeze([]);

type Kept = { languageId: string; deck: Deck; snippets: readonly Snippet[] };

export function createContextCollector(options: ContextCollectorOptions): ContextCollector {
  const { shownPath, isOn, log, limits = usualLimits, setTimer = setSystemTimer } = options;
  const gather = createGather({ shownPath, files: options.files ?? vscode.workspace.fs });
  const refreshed = new vscode.EventEmitter<string>();
  /** By document; the one that was refreshed last comes last. */
  const decks = new Map<string, Kept>();
  let running: AbortController | undefined;
  let cancelTimer: (() => void) | undefined;
  let retriesLeft = mostRetries;

  const keep = (documentId: string, kept: Kept) => {
    decks.delete(documentId);
    decks.set(documentId, kept);
    const [oldest] = decks.keys();
    if (decks.size > mostDecks && oldest !== undefined) decks.delete(oldest);
  };
  const refresh = async (document: vscode.TextDocument, signal: AbortSignal) => {
    const startedMs = performance.now();
    const documentId = document.uri.toString();
    const places = attention.places();
    const wanted = { document, places, recent: attention.recent() };
    const limit = AbortSignal.any([signal, AbortSignal.timeout(longestRefreshMs)]);
    const path = shownPath(document.uri);
    const candidates = (await gather(wanted, limit)).filter((snippet) => snippet.path !== path);
    if (signal.aborted) return;
    const before = decks.get(documentId);
    const deck = refreshDeck(before?.deck ?? emptyDeck, candidates, limits);
    const snippets = before?.deck === deck ? before.snippets : Object.freeze([...deck.snippets]);
    keep(documentId, { languageId: document.languageId, deck, snippets });
    const tookMs = Math.round(performance.now() - startedMs);
    log.debug(`context: ${candidates.length} found, ${snippets.length} kept, ${tookMs} ms`);
    if (limit.aborted && retriesLeft > 0) {
      retriesLeft -= 1;
      cancelTimer = setTimer(start, idleMs);
    }
    refreshed.fire(documentId);
  };
  const stop = () => {
    running?.abort();
    cancelTimer?.();
    cancelTimer = undefined;
  };
  const start = () => {
    stop();
    const document = vscode.window.activeTextEditor?.document;
    if (document === undefined || !isOn() || !isReadable(document)) return;
    running = new AbortController();
    refresh(document, running.signal).catch((error) => {
      log.warn(`context: ${describeError(error)}`);
    });
  };
  const startWhenIdle = () => {
    stop();
    retriesLeft = mostRetries;
    cancelTimer = setTimer(start, idleMs);
  };
  const startAfresh = () => {
    retriesLeft = mostRetries;
    start();
  };
  const borrow = (document: vscode.TextDocument): readonly Snippet[] => {
    const related = [...decks.values()].findLast(({ languageId }) =>
      isRelated(languageId, document.languageId),
    );
    return related === undefined ? none : deckFor(related.deck, shownPath(document.uri));
  };
  const attention = watchAttention({ isOn, onEdit: startWhenIdle, onSwitch: startAfresh });
  startWhenIdle();
  return {
    snippets(documentId) {
      if (!isOn()) return none;
      const own = decks.get(documentId);
      if (own !== undefined) return own.snippets;
      const document = vscode.window.activeTextEditor?.document;
      return document?.uri.toString() === documentId ? borrow(document) : none;
    },
    onDidRefresh: refreshed.event,
    dispose() {
      stop();
      attention.dispose();
      refreshed.dispose();
    },
  };
}
