// The excerpts of other places that stand in front of a prompt, in an order made for the server's prefix cache: what is
// laid out keeps its place, what is new goes to the end, and nothing leaves until there is no more room. Knows nothing of
// how excerpts are found, and counts characters, not tokens.
import { coverage, type LineSet, likeness, linesOf } from "./likeness.ts";
import type { Snippet, SnippetKind } from "./snippet.ts";

export type Deck = { readonly snippets: readonly Snippet[] };

export type DeckLimits = {
  /** How many snippets a deck holds. */
  snippets: number;
  /** UTF-16 units of all their texts together. */
  characters: number;
};

export const emptyDeck: Deck = Object.freeze({ snippets: Object.freeze([]) });

/**
 * The share of the limits that imports and open files may take, and that everything wanted may take. The rest is slack
 * for what is no longer wanted: it keeps its place until the deck is full, and then enough of it goes at once that the
 * next refreshes only append.
 */
const stableShare = 0.5;
const wantedShare = 0.75;
const alike = 0.9;

/** From the kind that changes least to the one that changes most. */
const layoutOrder: readonly SnippetKind[] = ["import", "open", "visited", "edited"];
/** Where not everything fits, the last edit says more than the last look. */
const claimOrder: readonly SnippetKind[] = ["import", "open", "edited", "visited"];

type Card = { snippet: Snippet; lines: LineSet; isWanted: boolean };

/** Candidates of one kind come with the most telling first. Returns `deck` itself when nothing changes. */
export function refreshDeck(deck: Deck, candidates: readonly Snippet[], limits: DeckLimits): Deck {
  const laidOut = deck.snippets.map((snippet) => cardOf(snippet, false));
  const unplaced = wantedOf(candidates, limits).filter((card) => !takesItsPlace(card, laidOut));
  const fresh = unplaced.filter((card) => !isToldAlready(card, laidOut));
  const claimed = laidOut.filter(({ isWanted }) => isWanted);
  const kept = laidOut.filter(
    (card) => card.isWanted || !claimed.some((other) => isSamePlace(card.snippet, other.snippet)),
  );
  const snippets = withoutOverflow([...kept, ...fresh], limits).map(({ snippet }) => snippet);
  return isSameLayout(deck.snippets, snippets) ? deck : { snippets };
}

/** What a prompt for this document shows: its own text is there already. */
export function deckFor(deck: Deck, documentPath: string): readonly Snippet[] {
  return deck.snippets.filter(({ path }) => path !== documentPath);
}

/** The candidates that say something of their own, as many as their share allows, in the order of the layout. */
function wantedOf(candidates: readonly Snippet[], limits: DeckLimits): Card[] {
  const wanted: Card[] = [];
  let characters = 0;
  for (const snippet of sortedBy(claimOrder, candidates, ({ kind }) => kind)) {
    const share = isView(snippet) ? stableShare : wantedShare;
    const card = cardOf(snippet, true);
    if (card.lines.size === 0 || wanted.length + 1 > limits.snippets * share) continue;
    if (characters + snippet.text.length > limits.characters * share) continue;
    if (wanted.some((other) => isSamePlace(snippet, other.snippet) || isRepeated(card, other))) {
      continue;
    }
    wanted.push(card);
    characters += snippet.text.length;
  }
  return sortedBy(layoutOrder, wanted, ({ snippet }) => snippet.kind);
}

/** Puts a candidate where its place is laid out already; false if there is no such place. */
function takesItsPlace(candidate: Card, laidOut: Card[]): boolean {
  const free = laidOut.filter(({ isWanted }) => !isWanted);
  const same =
    free.find((card) => isSamePlace(card.snippet, candidate.snippet)) ??
    free.find((card) => isMoved(card, candidate));
  if (same === undefined) return false;
  Object.assign(same, candidate);
  return true;
}

function isToldAlready(candidate: Card, laidOut: readonly Card[]): boolean {
  const told = laidOut.find((card) => isRepeated(candidate, card));
  if (told === undefined) return false;
  told.isWanted = true;
  return true;
}

/** The oldest that nobody wants any longer go, down to the share of what is wanted, once the limits are passed. */
function withoutOverflow(cards: readonly Card[], limits: DeckLimits): readonly Card[] {
  if (fits(cards, limits, 1)) return cards;
  const rest = [...cards];
  while (!fits(rest, limits, wantedShare)) {
    const oldest = rest.findIndex(({ isWanted }) => !isWanted);
    if (oldest < 0) break;
    rest.splice(oldest, 1);
  }
  return rest;
}

function fits(cards: readonly Card[], limits: DeckLimits, share: number): boolean {
  const characters = cards.reduce((sum, { snippet }) => sum + snippet.text.length, 0);
  return cards.length <= limits.snippets * share && characters <= limits.characters * share;
}

function cardOf(snippet: Snippet, isWanted: boolean): Card {
  return { snippet, lines: linesOf(snippet.text), isWanted };
}

/** A view shows a file as a whole, by its outline; the other kinds show a few lines as they are. */
function isView({ kind }: Snippet): boolean {
  return kind === "import" || kind === "open";
}

function isSamePlace(one: Snippet, other: Snippet): boolean {
  if (one.path !== other.path || isView(one) !== isView(other)) return false;
  return isView(one) || (one.line0 < endLine0(other) && other.line0 < endLine0(one));
}

/** Edits above push an excerpt away from where it was. */
function isMoved(one: Card, other: Card): boolean {
  if (one.snippet.path !== other.snippet.path) return false;
  if (isView(one.snippet) || isView(other.snippet)) return false;
  return likeness(one.lines, other.lines) > alike;
}

/** An excerpt is repeated by a view that shows its lines, anything by a near copy in another file. */
function isRepeated(card: Card, other: Card): boolean {
  return card.snippet.path === other.snippet.path
    ? coverage(card.lines, other.lines) > alike
    : likeness(card.lines, other.lines) > alike;
}

function endLine0({ line0, text }: Snippet): number {
  const lines = text.split("\n").length;
  return line0 + (text.endsWith("\n") ? lines - 1 : lines);
}

function sortedBy<T>(
  order: readonly SnippetKind[],
  items: readonly T[],
  kindOf: (item: T) => SnippetKind,
): T[] {
  const rank = (item: T) => order.indexOf(kindOf(item));
  return items.toSorted((one, other) => rank(one) - rank(other));
}

function isSameLayout(before: readonly Snippet[], after: readonly Snippet[]): boolean {
  return (
    before.length === after.length &&
    before.every((snippet, index) => {
      const { kind, path, line0, text } = after[index] ?? {};
      return (
        snippet.kind === kind &&
        snippet.path === path &&
        snippet.line0 === line0 &&
        snippet.text === text
      );
    })
  );
}
