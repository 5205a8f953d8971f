import assert from "node:assert/strict";
import { type Deck, deckFor, emptyDeck, refreshDeck } from "./deck.ts";
import type { Snippet } from "./snippet.ts";

const roomy = { snippets: 40, characters: 40_000 };

/** `import a.ts`, `edited a.ts:30` or `edited a.ts:30 other words`: the words tell one text of the place from another. */
function snippet(short: string): Snippet {
  const [, kind, path = "", line = "0", words = ""] =
    /^(\w+) ([\w./]+)(?::(\d+))?(?: (.*))?$/.exec(short) ?? [];
  const name = `${path}:${line}${words}`;
  const lines = [0, 1, 2, 3].map((index) => `${name} line ${index}\n`);
  return { kind: kind as Snippet["kind"], path, line0: Number(line), text: lines.join("") };
}

/** What stands in a prompt, byte by byte. */
function bytes(deck: Deck): string[] {
  return deck.snippets.map(({ path, text }) => `${path}\n${text}`);
}

function refreshed(rounds: readonly (readonly string[])[], limits = roomy): Deck[] {
  const decks: Deck[] = [];
  let deck = emptyDeck;
  for (const candidates of rounds) {
    deck = refreshDeck(deck, candidates.map(snippet), limits);
    decks.push(deck);
  }
  return decks;
}

/** The deck after several refreshes, and that nothing before the first expected difference moved on the way. */
function check(
  rounds: readonly (readonly string[])[],
  expected: readonly string[],
  limits = roomy,
) {
  const decks = refreshed(rounds, limits);
  const last = decks.at(-1) ?? emptyDeck;
  assert.deepEqual(last.snippets, expected.map(snippet));
}

/** How many of the snippets of each refresh the next one begins with, byte for byte. */
function sharedBeginnings(decks: readonly Deck[]): number[] {
  return decks.slice(1).map((deck, index) => {
    const before = bytes(decks[index] ?? emptyDeck);
    const after = bytes(deck);
    const difference = before.findIndex((text, place) => text !== after[place]);
    return difference < 0 ? before.length : difference;
  });
}

describe("refreshDeck", () => {
  it("lays out the kinds from the one that changes least to the one that changes most", () =>
    check(
      [["edited e.ts", "open o.ts", "visited v.ts", "import i.ts", "import j.ts"]],
      ["import i.ts", "import j.ts", "open o.ts", "visited v.ts", "edited e.ts"],
    ));
  it("appends what is new, whatever its kind", () =>
    check(
      [
        ["import i.ts", "edited e.ts"],
        ["edited f.ts", "import h.ts", "import i.ts", "edited e.ts"],
      ],
      ["import i.ts", "edited e.ts", "import h.ts", "edited f.ts"],
    ));
  it("never changes the order, however the candidates come", () =>
    check(
      [
        ["import i.ts", "import j.ts", "visited v.ts"],
        ["visited v.ts", "import j.ts", "import i.ts"],
      ],
      ["import i.ts", "import j.ts", "visited v.ts"],
    ));
  it("keeps what nobody wants any longer while there is room", () =>
    check([["import i.ts", "visited v.ts"], ["import i.ts"], []], ["import i.ts", "visited v.ts"]));
  it("shows the new text of a place where the old one was", () =>
    check(
      [
        ["visited a.ts:9", "visited b.ts:9"],
        ["visited a.ts:9 new", "visited b.ts:9"],
      ],
      ["visited a.ts:9 new", "visited b.ts:9"],
    ));
  it("takes overlapping lines of one file for one place", () =>
    check(
      [
        ["visited a.ts:10", "visited b.ts:9"],
        ["edited a.ts:13", "visited b.ts:9"],
      ],
      ["edited a.ts:13", "visited b.ts:9"],
    ));
  it("takes neighbouring lines for two places", () =>
    check([["visited a.ts:10"], ["visited a.ts:14"]], ["visited a.ts:10", "visited a.ts:14"]));
  it("prefers the edit where candidates overlap", () =>
    check([["visited a.ts:10", "edited a.ts:12"]], ["edited a.ts:12"]));
  it("drops a laid out place that another one has grown over", () => {
    const [before] = refreshed([["visited a.ts:10", "visited a.ts:14", "edited b.ts"]]);
    const grown = { ...snippet("visited a.ts:10 new"), text: "a\nb\nc\nd\ne\nf\n" };
    assert.deepEqual(
      refreshDeck(before ?? emptyDeck, [grown], roomy).snippets.map(({ path }) => path),
      ["a.ts", "b.ts"],
    );
  });
  it("follows a place that edits above have pushed away, without changing a byte", () => {
    const text = "one\ntwo\nthree\n";
    const place: Snippet = { kind: "visited", path: "a.ts", line0: 10, text };
    const first = refreshDeck(emptyDeck, [place], roomy);
    const second = refreshDeck(first, [{ ...place, line0: 80 }], roomy);
    assert.deepEqual(second.snippets, [{ ...place, line0: 80 }]);
    assert.deepEqual(bytes(second), bytes(first));
  });
  it("takes import and open file of one path for one place", () =>
    check([["open a.ts"], ["import a.ts", "open a.ts"]], ["import a.ts"]));
  it("leaves out the near copy of another file", () => {
    const lines = Array.from({ length: 40 }, (_, index) => `line ${index}`);
    const original: Snippet = { kind: "open", path: "a.ts", line0: 0, text: lines.join("\n") };
    const copy = { ...original, path: "b.ts", text: `  ${lines.join("\n  ")}\nmore` };
    const other = { ...original, path: "c.ts", text: lines.slice(0, 30).join("\n") };
    const deck = refreshDeck(emptyDeck, [original, copy, other], roomy);
    assert.deepEqual(deck.snippets, [original, other]);
    assert.equal(refreshDeck(deck, [copy, other, original], roomy), deck);
  });
  it("leaves out an excerpt that the view of its file shows", () => {
    const view = snippet("import a.ts");
    const excerpt: Snippet = { ...view, kind: "edited", line0: 1, text: view.text.slice(0, 28) };
    const deck = refreshDeck(emptyDeck, [excerpt, view], roomy);
    assert.deepEqual(deck.snippets, [view]);
    assert.equal(refreshDeck(deck, [excerpt], roomy), deck);
  });
  it("keeps an excerpt that the view of its file only names", () =>
    check([["import a.ts", "edited a.ts:3"]], ["import a.ts", "edited a.ts:3"]));
  it("leaves out blank text", () => {
    const blank: Snippet = { kind: "open", path: "a.ts", line0: 0, text: " \n\n" };
    assert.equal(refreshDeck(emptyDeck, [blank], roomy), emptyDeck);
  });
  it("returns the deck itself when nothing changes", () => {
    const [first, second] = refreshed([["open a.ts", "edited b.ts"], ["edited b.ts"]]);
    assert.equal(first, second);
  });
});

describe("refreshDeck within limits", () => {
  const eight = { snippets: 8, characters: 40_000 };

  it("lets imports and open files take half", () =>
    check(
      [["import a", "import b", "import c", "open d", "open e", "edited f"]],
      ["import a", "import b", "import c", "open d", "edited f"],
      eight,
    ));
  it("prefers edits to visits where not all fit, the first first", () =>
    check(
      [["import a", "import b", "import c", "import d", "visited v", "edited e", "edited f"]],
      ["import a", "import b", "import c", "import d", "edited e", "edited f"],
      eight,
    ));
  it("passes over what is too long and takes what fits", () => {
    const long: Snippet = { kind: "import", path: "long", line0: 0, text: "word\n".repeat(30) };
    const limits = { snippets: 8, characters: 120 };
    assert.deepEqual(refreshDeck(emptyDeck, [long, snippet("import a")], limits).snippets, [
      snippet("import a"),
    ]);
  });
  it("keeps the whole beginning until it is full, then drops the oldest unwanted at once", () => {
    const rounds = Array.from({ length: 24 }, (_, round) => [
      "import a",
      "import b",
      `edited e${round}`,
      `edited e${Math.max(0, round - 1)}`,
    ]);
    const decks = refreshed(rounds, eight);
    for (const { snippets } of decks) assert.ok(snippets.length <= 8);
    const shared = sharedBeginnings(decks);
    for (const count of shared) assert.ok(count >= 2, "the imports are never touched");
    const broken = shared.filter((count, index) => count < (decks[index]?.snippets.length ?? 0));
    assert.equal(broken.length, 6, "a step frees room for several refreshes");
  });
  it("counts characters as it counts snippets", () => {
    const limits = { snippets: 40, characters: 8 * snippet("edited e10").text.length };
    const rounds = Array.from({ length: 40 }, (_, round) => [`edited e${10 + round}`]);
    for (const { snippets } of refreshed(rounds, limits)) {
      const length = snippets.reduce((sum, { text }) => sum + text.length, 0);
      assert.ok(length <= limits.characters);
    }
  });
  it("is not upset by more candidates than fit: the second refresh changes nothing", () => {
    const many = Array.from({ length: 30 }, (_, index) => `visited v${index}`);
    const [first, second] = refreshed([many, many], eight);
    assert.equal(first?.snippets.length, 6);
    assert.equal(first, second);
  });
});

describe("deckFor", () => {
  it("leaves out the file that is being edited", () => {
    const [deck = emptyDeck] = refreshed([["import a.ts", "open b.ts", "edited a.ts:9"]]);
    assert.deepEqual(deckFor(deck, "a.ts"), [snippet("open b.ts")]);
  });
});
