// One deck for each of the last documents, because the server keeps many beginnings of prompts in its cache at once. Knows
// no editor; a document is its id, its path and its language.
import { type Deck, type DeckLimits, deckFor, emptyDeck, refreshDeck } from "./deck.ts";
import { isRelated } from "./language-family.ts";
import type { Snippet } from "./snippet.ts";

export type DeckOwner = { documentId: string; path: string; languageId: string };

export type Decks = {
  /** Lays out what was found; the same array as before where it changes nothing. */
  refresh(owner: DeckOwner, candidates: readonly Snippet[]): readonly Snippet[];
  /** What was laid out for a document; undefined for one that was never refreshed or too long ago. */
  of(documentId: string): readonly Snippet[] | undefined;
  /** For a document without a deck: the last one of its language, which the server has in its cache. */
  borrowedFor(owner: DeckOwner): readonly Snippet[];
};

const mostDecks = 8;

type Kept = { languageId: string; deck: Deck };

export function createDecks(limits: DeckLimits): Decks {
  /** The one that was refreshed last comes last. */
  const kept = new Map<string, Kept>();
  return {
    refresh({ documentId, path, languageId }, candidates) {
      const before = kept.get(documentId)?.deck ?? emptyDeck;
      const others = candidates.filter((candidate) => candidate.path !== path);
      const deck = refreshDeck(before, others, limits);
      kept.delete(documentId);
      kept.set(documentId, { languageId, deck });
      const [oldest] = kept.keys();
      if (kept.size > mostDecks && oldest !== undefined) kept.delete(oldest);
      return deck.snippets;
    },
    of: (documentId) => kept.get(documentId)?.deck.snippets,
    borrowedFor({ path, languageId }) {
      const last = [...kept.values()].findLast((other) => isRelated(other.languageId, languageId));
      return deckFor(last?.deck ?? emptyDeck, path);
    },
  };
}
