import assert from "node:assert/strict";
import type { Cursor } from "../cursor.ts";
import { cursorAt, placeAt, withInserted } from "../cursor-marks.ts";
import { completeLength } from "../place/block-end.ts";
import { isTelling, squashed } from "../place/nearby-lines.ts";
import { type Place, placeOf } from "../place/place.ts";
import type { Draft } from "./filter.ts";
import { applyFilters } from "./filters.ts";

/** A document with the cursor, a whole answer of the model, and what the document looks like with the rest inserted. */
type Case = [name: string, document: string, answer: string, expected: string];

function check(languageId: string, document: string, answer: string, expected: string) {
  const place = placeAt(document, languageId);
  const { draft } = applyFilters(wholePiece(answer, place), place);
  assert.equal(withInserted(place.cursor, draft), expected);
}

function wholePiece(answer: string, place: Place): string {
  return answer.slice(0, completeLength(answer, place, true));
}

/** Typing an answer through, closers over those that are there, the rest of it makes the same document every time. */
function checkTyping(languageId: string, document: string, answer: string) {
  const place = placeAt(document, languageId);
  const piece = wholePiece(answer, place);
  const { draft } = applyFilters(piece, place);
  // Where the beginning was changed, what is typed is no longer what the model wrote.
  if (!piece.startsWith(draft.text)) return;
  let cursor = place.cursor;
  const expected = documentWith(cursor, draft);
  for (const [index, key] of [...draft.text].slice(0, -1).entries()) {
    const isOver = /[^<\w]/.test(key) && cursor.suffix.startsWith(key) && draft.replacesAfter > 0;
    const suffix = isOver ? cursor.suffix.slice(1) : cursor.suffix;
    cursor = { ...cursor, prefix: cursor.prefix + key, suffix, offset: cursor.offset + key.length };
    const later = placeOf(cursor, "auto", place.extent);
    if ("refusal" in later) continue;
    const typed = [...draft.text].slice(0, index + 1).join("").length;
    assert.equal(documentWith(cursor, applyFilters(piece.slice(typed), later).draft), expected);
  }
}

function documentWith(cursor: Cursor, draft: Draft): string {
  return withInserted(cursor, draft).replace(/[├┤║]/g, "");
}

const typescript: Case[] = [
  ["the rest of a line", "const total = ║\n", "a + b;", "const total = ├a + b;┤\n"],
  [
    "only the line where a line is wanted",
    "const total = ║\n",
    "a + b;\nreturn total;",
    "const total = ├a + b;┤\n",
  ],
  ["arguments before a bracket", "foo(║)\n", "a, b)", "foo(├a, b)┤\n"],
  ["arguments with a call of their own", "foo(║)\n", "bar(1)", "foo(├bar(1)┤)\n"],
  ["the inner one of two brackets", "foo(bar(║))\n", "1)", "foo(bar(├1)┤)\n"],
  ["a statement's end behind a bracket", "foo(║)\n", "a, b);", "foo(├a, b);┤\n"],
  ["a statement's end on both sides", "foo(║);\n", "a, b);", "foo(├a, b);┤\n"],
  ["another terminator than the one there", "foo(║),\n", "a);", "foo(├a)┤,\n"],
  ["a call behind the bracket", "load(║);\n", "a).then(b);", "load(├a).then(b);┤\n"],
  [
    "a condition before its body",
    "if (║) {\n  a();\n}",
    "a > b) {\n    c();",
    "if (├a > b) {┤\n  a();\n}",
  ],
  ["no statement between a condition and its body", "if (║) {\n}", "a) return;", "if (├a)┤ {\n}"],
  ["a string before its quote", 'log("║");\n', 'done");', 'log("├done");┤\n'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the document's
  ["a template before its end", "log(`a ${║}`);\n", "name}`);", "log(`a ${├name}`);┤\n"],
  ["a bracket that nothing is open for", "foo([║])\n", "1)", "foo([├1┤])\n"],
  ["a type before its angle", "let a: Array<║>;\n", "string>;", "let a: Array<├string>;┤\n"],
  [
    "a body up to its bracket",
    "function add(a, b) {║\n\nnext();",
    "\n  return a + b;\n}\n\nfunction sub(a, b) {\n  return a - b;\n}",
    "function add(a, b) {├\n  return a + b;\n}┤\n\nnext();",
  ],
  [
    "a body whose bracket is there",
    "function add(a, b) {║\n}",
    "\n  return a + b;\n}",
    "function add(a, b) {├\n  return a + b;┤\n}",
  ],
  [
    "a method whose class ends below",
    "class A {\n  add(a) {║\n}",
    "\n    return a;\n  }\n\n  sub() {}",
    "class A {\n  add(a) {├\n    return a;\n  }┤\n}",
  ],
  [
    "a block in a body, not the end of the body",
    "function f(a) {\n  ║\n}\n",
    "for (const b of a) {\n    g(b);\n  }\n}",
    "function f(a) {\n  ├for (const b of a) {\n    g(b);\n  }┤\n}\n",
  ],
  [
    "statements up to the line that is there",
    "function f(a) {\n  ║\n  return b;\n}\n",
    "const b = g(a);\n  return b;\n}",
    "function f(a) {\n  ├const b = g(a);┤\n  return b;\n}\n",
  ],
  [
    "nothing when it is the next line",
    "function f(a) {\n  ║\n  return total(a);\n}\n",
    "return total( a )",
    "function f(a) {\n  ║\n  return total(a);\n}\n",
  ],
  [
    "an early return like the one below",
    "function f(a) {\n  ║\n  return null;\n}\n",
    "if (a.isEmpty) {\n    return null;\n  }",
    "function f(a) {\n  ├if (a.isEmpty) {\n    return null;\n  }┤\n  return null;\n}\n",
  ],
  [
    "the last property of an object that ends below",
    "f({\n  a: 1,\n  b: ║\n});",
    "2 });",
    "f({\n  a: 1,\n  b: ├2┤\n});",
  ],
  ["a line written again", "const x = ║\n", "const x = 5;", "const x = ├5;┤\n"],
  ["a doubled space", "const x = ║\n", " 5;", "const x = ├5;┤\n"],
  [
    "doubled indentation",
    "f();\n    ║\n",
    "    return a;\n    b();",
    "f();\n    ├return a;\n    b();┤\n",
  ],
  [
    "nothing when it is the line above",
    "  cursor.advance();\n  ║\n}",
    "cursor.advance();",
    "  cursor.advance();\n  ║\n}",
  ],
  ["nothing from a chat", "const x = ║\n", "```ts\n5;\n```", "const x = ║\n"],
  ["nothing from a talker", "const x = ║\n", "Here is the completed code:\n\n5;", "const x = ║\n"],
  ["no special token", "const x = ║\n", "5;<|endoftext|>import", "const x = ├5;┤\n"],
  [
    "carriage returns",
    "if (a) {║\r\n".replace("\r", ""),
    "\r\n  b();\r\n}\r\n",
    "if (a) {├\n  b();\n}┤\n",
  ],
  ["no endless data", "const x = [║\n", `${"0, ".repeat(40)}`, "const x = [├0,┤\n"],
  ["Chinese and emoji", "log('║')\n", "完成 🎉')", "log('├完成 🎉')┤\n"],
  ["a tag before its end", "<p>║</p>\n", "Hello</p>", "<p>├Hello</p>┤\n"],
];

const python: Case[] = [
  [
    "a body up to the next function",
    "def add(a, b):║\n",
    "\n    return a + b\n\n\ndef sub(a, b):\n    return a - b",
    "def add(a, b):├\n    return a + b┤\n",
  ],
  [
    "a body with a blank line",
    "def add(a, b):\n    ║\n",
    "c = a + b\n\n    return c",
    "def add(a, b):\n    ├c = a + b┤\n",
  ],
  [
    "both branches",
    "def f(a):\n    ║\n",
    "if a:\n        b()\n    else:\n        c()\n    return a",
    "def f(a):\n    ├if a:\n        b()\n    else:\n        c()┤\n",
  ],
  [
    "the next line is not said again",
    "def f(a):\n    total = ║\n    return total + 1\n",
    "a * 2\n    return total + 1",
    "def f(a):\n    total = ├a * 2┤\n    return total + 1\n",
  ],
  ["a comment behind its code", "x = 1 ║\n", " # one", "x = 1 ├ # one┤\n"],
  [
    "the end of a docstring that is there",
    'def f():\n    """\n    ║\n    """\n',
    'Here is what it does: nothing.\n    """\n    pass',
    'def f():\n    """\n    ├Here is what it does: nothing.┤\n    """\n',
  ],
  ["indentation that is missing", "def f():\n║", "    return 1", "def f():\n├    return 1┤"],
  ["an f-string", 'print(f"║")\n', '{name}: {value}")', 'print(f"├{name}: {value}")┤\n'],
  [
    "a list before its bracket",
    "xs = [║]\n",
    "x for x in ys if x]",
    "xs = [├x for x in ys if x]┤\n",
  ],
];

const go: Case[] = [
  [
    "a check of an error",
    "func f() error {\n\terr := g()\n\t║\n}\n",
    "if err != nil {\n\t\treturn err\n\t}\n\treturn nil\n}",
    "func f() error {\n\terr := g()\n\t├if err != nil {\n\t\treturn err\n\t}┤\n}\n",
  ],
  [
    "a body with tabs",
    "func add(a, b int) int {║\n}\n",
    "\n\treturn a + b\n}\n\nfunc sub",
    "func add(a, b int) int {├\n\treturn a + b┤\n}\n",
  ],
  [
    "a body under a cursor that has its tab",
    "func add(a, b int) int {\n\t║\n}\n",
    "\treturn a + b\n}",
    "func add(a, b int) int {\n\t├return a + b┤\n}\n",
  ],
  ["fields in columns", "\tName ║\n", "  string", "\tName ├  string┤\n"],
  ["a rune", "if r == ║ {\n", "'{' {", "if r == ├'{' {┤\n"],
  ["a call over lines", "fmt.Println(\n\ta║\n)\n", ", b)", "fmt.Println(\n\ta├, b┤\n)\n"],
];

describe("applyFilters", () => {
  for (const [languageId, cases] of Object.entries({ typescript, python, go })) {
    for (const [name, document, answer, expected] of cases) {
      it(`${languageId}: ${name}`, () => check(languageId, document, answer, expected));
      it(`${languageId}: ${name}, typed through`, () => checkTyping(languageId, document, answer));
    }
  }

  it("says what it did", () =>
    assert.deepEqual(applyFilters(" 5;\nb", placeAt("const x = ║;")), {
      draft: { text: "5;", replacesAfter: 1 },
      decisions: [
        { filter: "leading-space", effect: "changed" },
        { filter: "extent", effect: "cut" },
        { filter: "same-line-closers", effect: "changed" },
      ],
    }));
  it("stops where nothing is left", () =>
    assert.deepEqual(applyFilters("```\na", placeAt("const x = ║")), {
      draft: { text: "", replacesAfter: 0 },
      decisions: [{ filter: "fences", effect: "dropped" }],
    }));
  it("does nothing to nothing", () =>
    assert.deepEqual(applyFilters("", placeAt("║")), {
      draft: { text: "", replacesAfter: 0 },
      decisions: [],
    }));

  it("takes whatever a model writes, wherever", () => {
    const random = seeded(7);
    for (let round = 0; round < 4000; round++) {
      const [prefix, suffix, answer] = [pieces(random, 12), pieces(random, 12), pieces(random, 20)];
      const languageId = pick(random, ["typescript", "python", "go", "rust", "html", "unheard-of"]);
      const cursor = { ...cursorAt("║", languageId), prefix, suffix };
      const place = placeOf(cursor, pick(random, ["auto", "always", "never"]));
      if ("refusal" in place) continue;
      const piece = answer.slice(0, completeLength(answer, place, random() < 0.5));
      checkSound(place, applyFilters(piece, place).draft, JSON.stringify({ cursor, answer }));
    }
  });
});

/** What must be true of every completion. */
function checkSound(place: Place, { text, replacesAfter }: Draft, about: string) {
  assert.ok(replacesAfter >= 0 && replacesAfter <= place.lineSuffix.length, about);
  assert.ok(text.isWellFormed() && !text.includes("\r") && text === text.trimEnd(), about);
  assert.ok(place.extent === "block" || !text.includes("\n"), about);
  if (text === "") return assert.equal(replacesAfter, 0, about);
  const last = (place.linePrefix + text).split("\n").at(-1) ?? "";
  const [rest = "", ...below] = place.cursor.suffix.slice(replacesAfter).split("\n");
  const next = below.find((line) => line.trim() !== "");
  const isRepeated = next !== undefined && squashed(last + rest) === squashed(next);
  assert.ok(!(isRepeated && isTelling(last + rest)), about);
}

const vocabulary = [
  ..." \n\t\r()[]{}<>;:,.\"'`#/*=_-a".split(""),
  ...'\n  |\n    |\r\n|  |=> {|}\n|```|<|endoftext|>|/>|</p>|<p>|${|"""|// |return total(1);|\nreturn total(1);\n'.split(
    "|",
  ),
  ..."const x = |import a|Here is the code:|函数|🎉|é|\u0301|\ud83c|\udf89|\u200d|\ufffd|\0|<fim_middle>|end|0, ".split(
    "|",
  ),
  "<|endoftext|>",
  "0, ".repeat(20),
  "long ".repeat(100),
];

function pieces(random: () => number, most: number): string {
  return Array.from({ length: Math.floor(random() * most) }, () => pick(random, vocabulary)).join(
    "",
  );
}

function pick<Item>(random: () => number, items: readonly Item[]): Item {
  return items[Math.floor(random() * items.length)]!;
}

/** Numbers from 0 to 1, the same in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
