import assert from "node:assert/strict";
import type { Reference } from "../../core/chat/reference.ts";
import { createComposer } from "./composer.ts";

const selection: Reference = {
  kind: "selection",
  path: "src/cart.ts",
  languageId: "typescript",
  startLine: 3,
  endLine: 9,
  text: "",
};
const problems: Reference = {
  kind: "problems",
  path: "src/cart.ts",
  problems: [{ severity: "error", message: "bad", line: 4 }],
};

const labels = (composer: ReturnType<typeof createComposer>) =>
  composer.chips().map(({ label }) => label);

describe("createComposer", () => {
  it("shows each reference as a removable chip", () => {
    const composer = createComposer();
    composer.attach([selection, problems]);
    assert.deepEqual(labels(composer), ["cart.ts:3–9 · typescript", "1 problem"]);
    assert.ok(composer.chips().every(({ isRemovable }) => isRemovable));
  });

  it("removes one chip and keeps the other", () => {
    const composer = createComposer();
    composer.attach([selection, problems]);
    composer.remove(composer.chips()[0]?.id ?? "");
    assert.deepEqual(labels(composer), ["1 problem"]);
    assert.deepEqual(composer.take(), [problems]);
  });

  it("gives a new selection chips that an old click cannot hit", () => {
    const composer = createComposer();
    composer.attach([selection]);
    const old = composer.chips()[0]?.id ?? "";
    composer.attach([problems]);
    composer.remove(old);
    assert.deepEqual(labels(composer), ["1 problem"]);
  });

  it("adds to what is attached", () => {
    const composer = createComposer();
    composer.attach([selection]);
    composer.attach([{ ...selection, startLine: 20, endLine: 30 }, problems]);
    assert.deepEqual(labels(composer), [
      "cart.ts:3–9 · typescript",
      "cart.ts:20–30 · typescript",
      "1 problem",
    ]);
  });

  it("replaces the same selection, with what came along with it", () => {
    const composer = createComposer();
    const other = { ...selection, startLine: 20, endLine: 30 };
    composer.attach([other]);
    composer.attach([selection, problems]);
    composer.attach([{ ...selection, text: "newer" }]);
    assert.deepEqual(composer.references(), [other, { ...selection, text: "newer" }]);
  });

  it("does not double what is attached twice", () => {
    const composer = createComposer();
    const things: Reference[] = [
      { kind: "file", path: "a.ts", languageId: "typescript", text: "1", origin: "mention" },
      { kind: "folder", path: "src", listing: [], files: [] },
      { kind: "changes", scope: "staged", diff: "+1", files: [] },
      { kind: "terminal", origin: "selection", output: "failed" },
      { kind: "image", name: "a.png", mediaType: "image/png", base64: "aaaa" },
    ];
    composer.attach(things);
    composer.attach(things.map((thing) => ({ ...thing })));
    assert.equal(composer.chips().length, things.length);
  });

  it("says what a chip costs", () => {
    const composer = createComposer();
    const file = { kind: "file", path: "a.ts", languageId: "typescript" } as const;
    composer.attach([{ ...file, text: "const a = 1;\n".repeat(100), origin: "mention" }]);
    const [chip] = composer.chips();
    assert.ok((chip?.tokens ?? 0) > 300 && (chip?.tokens ?? 0) < 1000);
    assert.equal(chip?.kind, "file");
  });

  it("says on a chip what was left out on purpose", () => {
    const composer = createComposer();
    const leftOut = "1 file was left out.";
    composer.attach([
      { kind: "folder", path: "src", listing: [], files: [], leftOut },
      { kind: "changes", scope: "staged", diff: "", files: [], leftOut },
    ]);
    assert.deepEqual(
      composer.chips().map(({ warning }) => warning),
      [leftOut, leftOut],
    );
  });

  it("is empty after its references were taken", () => {
    const composer = createComposer();
    composer.attach([selection]);
    composer.setDraft("why?");
    assert.deepEqual(composer.take(), [selection]);
    assert.deepEqual([composer.chips(), composer.draft()], [[], ""]);
  });
});
