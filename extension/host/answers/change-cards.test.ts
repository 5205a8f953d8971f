import assert from "node:assert/strict";
import { refuse } from "../../../core/edit/refusal.ts";
import { acceptedCard, proposalCard, refusalNote, repairCard } from "./change-cards.ts";

const file = { path: "src/a.ts", added: 2, removed: 1, state: "pending" as const };
const block = { path: "src/a.ts", search: "a\n", replace: "b\n" };

describe("proposalCard", () => {
  it("adds up what changes", () => {
    const card = proposalCard([file, { ...file, path: "src/b.ts" }], []);
    assert.equal(card.title, "Proposed change of 2 files: +4 −2 lines.");
    assert.equal(card.severity, "info");
    assert.equal(card.notes, undefined);
  });

  it("leaves it to the one file to say how much changes in it", () =>
    assert.equal(proposalCard([file], []).title, "Proposed change of 1 file."));

  it("adds up without what was rejected", () => {
    const rejected = { ...file, path: "src/b.ts", state: "rejected" as const };
    assert.match(proposalCard([file, rejected], []).title, /of 2 files: \+2 −1 lines\.$/);
  });

  it("names every refusal once", () => {
    const refusal = refuse("no_match", { block });
    const card = proposalCard([file], [refusal, refusal], ["One more."]);
    assert.equal(card.severity, "warning");
    assert.equal(card.notes?.length, 2);
    assert.match(card.notes[0] ?? "", /^src\/a\.ts: The code to be replaced is not in the file\./);
  });
});

describe("acceptedCard", () => {
  it("counts the files that were changed", () => {
    const accepted = { ...file, state: "accepted" as const };
    const rejected = { ...file, path: "src/b.ts", state: "rejected" as const };
    const { title, detail } = acceptedCard([rejected, accepted], "1 problem gone, none new.");
    assert.equal(title, "The change was applied to src/a.ts.");
    assert.match(detail ?? "", /^1 problem gone, none new\. /);
  });
});

describe("refusalNote", () => {
  it("names the lines as people count them", () => {
    const note = refusalNote(refuse("several_matches", { block, lines: [0, 9] }));
    assert.match(note, /^src\/a\.ts:1, 10: /);
  });
  it("says what to do", () =>
    assert.match(refusalNote(refuse("readonly", { path: "a" })), /Make it writable first\.$/));
});

describe("repairCard", () => {
  it("counts what was asked again", () =>
    assert.match(repairCard([refuse("no_divider")]).title, /^1 block of the answer did not fit/));
});
