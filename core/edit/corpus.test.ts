import assert from "node:assert/strict";
import type { EditRefusal, FileChange } from "./change.ts";
import { proposeChanges } from "./change-set.ts";
import { corpus } from "./corpus/corpus.ts";
import type { EditCase } from "./corpus/edit-case.ts";
import { seeded } from "./corpus/random-text.ts";
import { type StaleCase, staleCases } from "./corpus/stale.ts";
import { readEditBlocks, readPartialEditBlocks } from "./edit-blocks.ts";
import { applyHunks, lineHunks } from "./hunks.ts";
import { partialChange } from "./partial-change.ts";
import { previewLines } from "./preview.ts";
import { rebase } from "./rebase.ts";
import { isMendable, repairQuestion } from "./repair.ts";

const random = seeded(7);

function check({ answer, files, texts, refused, lines }: EditCase) {
  const { changes, refusals } = proposeChanges(readEditBlocks(answer), fileAt(files));
  assert.deepEqual(
    {
      texts: Object.fromEntries(changes.map(({ path, after }) => [path, after])),
      refused: refusals.map(({ code }) => code),
    },
    { texts, refused },
  );
  if (lines !== undefined)
    assert.deepEqual(
      refusals.flatMap((refusal) => refusal.lines ?? []),
      lines,
    );
  for (const refusal of refusals) checkRefusal(refusal);
  for (const change of changes) checkChange(change, files[change.path]);
  checkStreaming(answer, files);
}

function fileAt(files: EditCase["files"]) {
  return (path: string) => {
    const file = files[path] ?? { kind: "missing" };
    return typeof file === "string" ? { kind: "text" as const, text: file } : file;
  };
}

function checkRefusal(refusal: EditRefusal) {
  assert.match(refusal.message, /^[A-Z].+\.$/);
  const question = repairQuestion([refusal], []);
  assert.equal(question !== "", isMendable(refusal));
}

function checkChange(
  { before, after, hunks, isNew }: FileChange,
  file: EditCase["files"][string] | undefined,
) {
  assert.equal(before, isNew ? "" : file);
  assert.equal(
    applyHunks(before, after, hunks, () => true),
    after,
  );
  assert.equal(
    applyHunks(before, after, hunks, () => false),
    before,
  );
  const outside = (text: string, side: "from" | "to") =>
    [...hunks.map((hunk) => hunk[side].start), text.length].map((end, nth) =>
      text.slice(hunks[nth - 1]?.[side].end ?? 0, end),
    );
  assert.deepEqual(outside(before, "from"), outside(after, "to"));
  for (let round = 0; round < 3; round += 1) checkSubset({ before, after, hunks });
}

/** Some hunks taken: what the preview shows as decided is the text they make, and the others still lead to the whole. */
function checkSubset({ before, after, hunks }: Pick<FileChange, "before" | "after" | "hunks">) {
  const taken = hunks.map(() => random() < 0.5);
  const text = applyHunks(before, after, hunks, (index) => taken[index]!);
  const shown = previewLines({ before, hunks }, (index) =>
    taken[index] ? "accepted" : "rejected",
  );
  assert.deepEqual(
    shown.map((line) => line.text),
    text === ""
      ? []
      : text
          .replace(/\n$/, "")
          .split("\n")
          .map((line) => line.replace(/\r$/, "")),
  );
  const rest = { before, after, hunks: hunks.filter((_, index) => !taken[index]) };
  const moved = rebase(rest, text);
  if (!("conflict" in moved)) assert.equal(moved.after, after);
}

/** Cut anywhere, an answer is read without complaint, and only what is shown at the end is shown as closed. */
function checkStreaming(answer: string, files: EditCase["files"]) {
  const whole = readEditBlocks(answer);
  for (let round = 0; round < 5; round += 1) {
    const soFar = answer.slice(0, Math.floor(random() * (answer.length + 1)));
    partialChange(readPartialEditBlocks(soFar), fileAt(files));
  }
  assert.ok(readPartialEditBlocks(`${answer}\n`).blocks.length <= whole.blocks.length);
}

function checkStale({ file, answer, current, expected }: StaleCase) {
  const { changes } = proposeChanges(readEditBlocks(answer), () => ({ kind: "text", text: file }));
  assert.equal(changes.length, 1);
  const change = changes[0]!;
  const rebased = rebase(change, current);
  assert.equal("conflict" in rebased ? "conflict" : rebased.after, expected);
  if ("conflict" in rebased) {
    assert.ok(rebased.conflict.length > 0);
    return;
  }
  assert.equal(rebased.hunks.length, change.hunks.length);
  assert.equal(rebased.before, current);
  assert.deepEqual(lineHunks(current, rebased.after).length > 0, true);
  checkChange({ ...rebased, path: "", isNew: false }, current);
}

describe("edit corpus", () => {
  it("has at least 200 cases of different names", () => {
    const names = Object.values(corpus)
      .flat()
      .map(({ name }) => name);
    assert.ok(names.length + staleCases.length >= 200);
    assert.deepEqual(
      names.filter((name, nth) => names.indexOf(name) !== nth),
      [],
    );
  });
  for (const [group, cases] of Object.entries(corpus)) {
    describe(group, () => {
      for (const each of cases) it(each.name, () => check(each));
    });
  }
  describe("stale documents", () => {
    for (const each of staleCases) it(each.name, () => checkStale(each));
  });
});
