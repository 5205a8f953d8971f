import assert from "node:assert/strict";
import type { Reference } from "../../core/chat/reference.ts";
import { createComposer, sentChips } from "./composer.ts";

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

  it("is empty after its references were taken", () => {
    const composer = createComposer();
    composer.attach([selection]);
    composer.setDraft("why?");
    assert.deepEqual(composer.take(), [selection]);
    assert.deepEqual([composer.chips(), composer.draft()], [[], ""]);
  });
});

describe("sentChips", () => {
  it("cannot be removed", () => {
    assert.deepEqual(
      sentChips([selection]).map(({ isRemovable }) => isRemovable),
      [false],
    );
  });
});
