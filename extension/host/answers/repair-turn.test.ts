import assert from "node:assert/strict";
import type { EditBlock } from "../../../core/edit/change.ts";
import { refuse } from "../../../core/edit/refusal.ts";
import { mendableOf, onlyMendable, repairTurn, withRepaired } from "./repair-turn.ts";

const files = {
  stateAt: (path: string) =>
    path === "src/a.ts"
      ? { kind: "text" as const, text: "one\ntwo\n" }
      : { kind: "missing" as const },
  languageOf: () => "typescript",
  isGone: (path: string) => path === "src/gone.ts",
};
const block = (search: string, replace: string, path = "src/a.ts"): EditBlock => {
  return { path, search, replace };
};
const lost = block("ones\n", "ONE\n");
const good = block("two\n", "TWO\n");
const refusal = refuse("no_match", { block: lost });

describe("mendableOf", () => {
  it("asks nothing about what no model can mend", () => {
    const all = [
      refusal,
      refuse("secret", { path: ".env" }),
      refuse("missing_file", { path: "src/gone.ts" }),
      refuse("missing_file", { path: "src/typo.ts" }),
    ];
    assert.deepEqual(mendableOf(all, files), [all[0], all[3]]);
  });
});

describe("repairTurn", () => {
  it("shows the files as they are and the blocks as they were written", () => {
    const { question, references } = repairTurn([refusal], "the answer", files);
    assert.deepEqual(
      references.map(({ path, text }) => [path, text]),
      [["src/a.ts", "one\ntwo\n"]],
    );
    assert.match(question, /<<<<<<< SEARCH\nones\n=======\nONE\n>>>>>>> REPLACE/);
    assert.ok(!question.includes("the answer"));
  });
  it("shows the whole answer when a block could not be read", () =>
    assert.match(repairTurn([refuse("no_divider")], "the answer", files).question, /the answer/));
});

describe("onlyMendable", () => {
  it("leaves what did not fit, whether it is known by its block or by its file", () => {
    const moved = block("one\n", "ONE\n", "src/moved.ts");
    const [undivided, secret] = [refuse("no_divider"), refuse("outside")];
    const read = { blocks: [lost, good, moved], refusals: [undivided, secret] };
    const mendable = [refusal, refuse("no_match", { path: "src/moved.ts" }), undivided];
    const left = onlyMendable(read, mendable);
    assert.deepEqual(left, { blocks: [lost, moved], refusals: [undivided] });
  });
});

describe("withRepaired", () => {
  const first = { blocks: [lost, good], refusals: [] };

  it("puts repaired blocks in place of those that did not fit", () => {
    const mended = block("one\n", "ONE\n");
    const { blocks } = withRepaired(first, [refusal], { blocks: [mended], refusals: [] });
    assert.deepEqual(blocks, [good, mended]);
  });
  it("forgets no block when none was written again", () =>
    assert.deepEqual(withRepaired(first, [refusal], { blocks: [], refusals: [] }), first));
  it("keeps what could not be read and cannot be mended", () => {
    const [secret, undivided] = [refuse("outside"), refuse("no_divider")];
    const read = { blocks: [], refusals: [secret, undivided] };
    const made = withRepaired(read, [undivided], { blocks: [good], refusals: [] });
    assert.deepEqual(made, { blocks: [good], refusals: [secret] });
  });
});
