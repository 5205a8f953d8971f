import assert from "node:assert/strict";
import { createSuspicion, type Suspicion } from "./suspicion.ts";

type Answer = string | { answer: string; languageId?: string; prefix?: string };

function watchAfter(answers: Answer[]) {
  const watch = createSuspicion();
  for (const one of answers) {
    if (typeof one === "string") watch.add(one);
    else watch.add(one.answer, { languageId: "python", prefix: "", ...one });
  }
  return watch;
}

function check(answers: Answer[], expected: Suspicion | undefined) {
  assert.deepEqual(watchAfter(answers).verdict(), expected);
}

const code = "return items[0]";
const fences = "```python\nreturn items[0]\n```";
const prose = "Here is the completed function you asked for:";
const specials = "return items[0]<|fim_middle|>";
const times = (count: number, answer: Answer) => Array.from({ length: count }, () => answer);

describe("createSuspicion", () => {
  it("suspects nothing before there is an answer", () => check([], undefined));
  it("suspects no code", () => check(times(20, code), undefined));
  it("forgives two odd answers", () => check([fences, fences, code, code, code], undefined));

  for (const [kind, answer] of Object.entries({ fences, prose, specials })) {
    it(`suspects ${kind} at three of five`, () =>
      check([code, answer, answer, code, answer], {
        kind: kind as Suspicion["kind"],
        seen: 3,
        of: 5,
      }));
  }
  it("does not wait for five when three say the same", () =>
    check(times(3, prose), { kind: "prose", seen: 3, of: 3 }));
  it("takes back what good answers contradict", () =>
    check([...times(5, prose), code, code, code], undefined));
  it("hears a model that thinks aloud", () =>
    check(times(3, "<think>The user wants"), { kind: "prose", seen: 3, of: 3 }));
  it("hears a model that answers in Chinese", () =>
    check(times(3, "以下是补全的代码："), { kind: "prose", seen: 3, of: 3 }));

  it("suspects twenty empty answers in a row", () =>
    check(times(20, " \n"), { kind: "silent", seen: 20, of: 20 }));
  it("suspects no nineteen", () => check(times(19, ""), undefined));
  it("suspects no silence with one answer in it", () =>
    check([...times(15, ""), code, ...times(10, "")], undefined));

  for (const answer of [
    'throw new Error("The file does not exist any more");',
    "if not name in names and names",
    "from a import b as c",
    "items[0]  # Take the first of them",
    "// The first of all items is enough here",
    "const fence = '```';",
    "SELECT NAME FROM USERS WHERE ID",
  ]) {
    it(`takes for code: ${answer}`, () => check(times(5, answer), undefined));
  }

  for (const [place, at] of Object.entries({
    "a comment": { prefix: "x = 1\n# " },
    "a string": { prefix: 'raise ValueError("' },
    "a doc string": { prefix: 'def f():\n    """Adds.\n\n    ' },
    "a block comment": { languageId: "c", prefix: "/* Adds.\n" },
    Markdown: { languageId: "markdown" },
  })) {
    it(`does not mind prose in ${place}`, () =>
      check(times(5, { answer: prose, ...at }), undefined));
  }
  it("minds prose behind a doc string", () =>
    check(times(3, { answer: prose, prefix: 'def f():\n    """Adds."""\n    ' }), {
      kind: "prose",
      seen: 3,
      of: 3,
    }));

  it("forgets another model's answers", () => {
    const watch = watchAfter(times(5, prose));
    watch.reset();
    assert.equal(watch.verdict(), undefined);
  });
});
