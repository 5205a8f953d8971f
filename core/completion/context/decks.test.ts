import assert from "node:assert/strict";
import { createDecks, type DeckOwner } from "./decks.ts";
import type { Snippet } from "./snippet.ts";

const owner = (name: string, languageId = "typescript"): DeckOwner => ({
  documentId: `file:///${name}`,
  path: name,
  languageId,
});
const open = (path: string): Snippet => ({ kind: "open", path, line0: 0, text: `in ${path}\n` });

/** Decks after refreshes of documents with the files that are open. */
function refreshed(refreshes: readonly (readonly [DeckOwner, readonly string[]])[]) {
  const decks = createDecks({ snippets: 20, characters: 2000 });
  for (const [document, paths] of refreshes) decks.refresh(document, paths.map(open));
  return decks;
}

function check(snippets: readonly Snippet[] | undefined, expected: readonly string[] | undefined) {
  assert.deepEqual(
    snippets?.map(({ path }) => path),
    expected,
  );
}

describe("decks", () => {
  it("are one for each document, without the document itself", () => {
    const decks = refreshed([
      [owner("a.ts"), ["a.ts", "b.ts"]],
      [owner("b.ts"), ["a.ts", "b.ts", "c.ts"]],
    ]);
    check(decks.of("file:///a.ts"), ["b.ts"]);
    check(decks.of("file:///b.ts"), ["a.ts", "c.ts"]);
  });
  it("give the same array until something changes", () => {
    const decks = refreshed([[owner("a.ts"), ["b.ts"]]]);
    const first = decks.of("file:///a.ts");
    assert.equal(decks.refresh(owner("a.ts"), [open("b.ts")]), first);
    check(decks.refresh(owner("a.ts"), [open("c.ts")]), ["b.ts", "c.ts"]);
  });
  it("do not know a document that was never refreshed", () =>
    check(refreshed([]).of("file:///a.ts"), undefined));
  it("are kept for the last eight documents", () => {
    const names = Array.from({ length: 9 }, (_, index) => `${index}.ts`);
    const decks = refreshed(names.map((name) => [owner(name), ["x.ts"]]));
    check(decks.of("file:///0.ts"), undefined);
    check(decks.of("file:///1.ts"), ["x.ts"]);
  });
  it("lend the last one of the language, without the borrower's own file", () => {
    const decks = refreshed([
      [owner("a.ts"), ["x.ts"]],
      [owner("b.tsx", "typescriptreact"), ["y.ts", "new.ts"]],
      [owner("c.py", "python"), ["z.py"]],
    ]);
    check(decks.borrowedFor(owner("new.ts")), ["y.ts"]);
    check(decks.borrowedFor(owner("main.go", "go")), []);
  });
});
