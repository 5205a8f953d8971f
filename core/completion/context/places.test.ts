import assert from "node:assert/strict";
import {
  isJump,
  type LineEdit,
  noPlaces,
  type Places,
  withEdit,
  withoutDocument,
  withVisit,
} from "./places.ts";

type Step = LineEdit | { look: string; at: number } | { forget: string };

const typed = (documentId: string, line0: number): LineEdit => ({
  documentId,
  line0,
  removedBreaks: 0,
  insertedBreaks: 0,
});
const inserted = (documentId: string, line0: number, insertedBreaks: number): LineEdit => ({
  ...typed(documentId, line0),
  insertedBreaks,
});
const removed = (documentId: string, line0: number, removedBreaks: number): LineEdit => ({
  ...typed(documentId, line0),
  removedBreaks,
});

function after(steps: readonly Step[]): Places {
  return steps.reduce<Places>((places, step) => {
    if ("look" in step) return withVisit(places, step.look, step.at);
    if ("forget" in step) return withoutDocument(places, step.forget);
    return withEdit(places, step);
  }, noPlaces);
}

/** Places as `edited a 2-19`, the end exclusive, oldest first. */
function check(steps: readonly Step[], expected: readonly string[]) {
  const { edited, visited } = after(steps);
  const shown = (kind: string, places: Places["edited"]) =>
    places.map((place) => `${kind} ${place.documentId} ${place.startLine0}-${place.endLine0}`);
  assert.deepEqual([...shown("edited", edited), ...shown("visited", visited)], expected);
}

describe("withEdit", () => {
  it("remembers the lines around an edit", () => check([typed("a", 20)], ["edited a 12-29"]));
  it("stops at the first line", () => check([typed("a", 3)], ["edited a 0-12"]));
  it("takes in all inserted lines", () => check([inserted("a", 20, 5)], ["edited a 12-34"]));
  it("merges edits near each other", () =>
    check([typed("a", 20), typed("a", 30)], ["edited a 12-39"]));
  it("keeps edits apart that are not near each other", () =>
    check([typed("a", 20), typed("a", 60)], ["edited a 12-29", "edited a 52-69"]));
  it("keeps documents apart", () =>
    check([typed("a", 20), typed("b", 20)], ["edited a 12-29", "edited b 12-29"]));
  it("joins the places on both sides of an edit", () =>
    check([typed("a", 20), typed("a", 40), typed("a", 30)], ["edited a 12-49"]));
  it("cuts a place that grows too long at the side that is older", () => {
    const downwards = Array.from({ length: 100 }, (_, index) => typed("a", 20 + index));
    check(downwards, ["edited a 68-128"]);
    check(downwards.toReversed(), ["edited a 12-72"]);
  });
  it("moves places below by the lines that come and go", () => {
    check([typed("a", 100), inserted("a", 10, 7)], ["edited a 99-116", "edited a 2-26"]);
    check([typed("a", 100), removed("a", 10, 30)], ["edited a 62-79", "edited a 2-19"]);
  });
  it("leaves places above and in other documents where they are", () =>
    check(
      [typed("a", 20), typed("b", 90), inserted("a", 80, 7)],
      ["edited a 12-29", "edited b 82-99", "edited a 72-96"],
    ));
  it("forgets a place that was deleted whole", () =>
    check([{ look: "a", at: 300 }, removed("a", 250, 120)], []));
  it("keeps what is left of a place that was deleted in part", () =>
    check([{ look: "a", at: 300 }, removed("a", 200, 90)], ["visited a 200-231"]));
  it("does not take a formatter for a person, but follows the lines", () =>
    check([typed("a", 100), inserted("a", 2, 61)], ["edited a 153-170"]));
  it("takes the place of a visit", () =>
    check([{ look: "a", at: 40 }, typed("a", 45)], ["edited a 37-54"]));
});

describe("withVisit", () => {
  it("remembers the lines around the cursor", () =>
    check([{ look: "a", at: 100 }], ["visited a 80-121"]));
  it("keeps the lines of a place that is looked at again, and takes it for the newest", () =>
    check(
      [
        { look: "a", at: 100 },
        { look: "b", at: 9 },
        { look: "a", at: 110 },
      ],
      ["visited b 0-30", "visited a 80-121"],
    ));
  it("takes the place of one that it overlaps", () =>
    check(
      [
        { look: "a", at: 100 },
        { look: "a", at: 130 },
      ],
      ["visited a 110-151"],
    ));
  it("adds nothing to an edited place", () =>
    check([typed("a", 100), { look: "a", at: 110 }], ["edited a 92-109"]));
});

describe("places", () => {
  it("are at most three of one document, the newest", () =>
    check(
      [typed("a", 100), typed("b", 9), typed("a", 200), typed("a", 300), typed("a", 400)],
      ["edited b 1-18", "edited a 192-209", "edited a 292-309", "edited a 392-409"],
    ));
  it("are at most nine of a kind, the newest", () => {
    const looks = Array.from({ length: 20 }, (_, index) => ({ look: `d${index}`, at: 20 }));
    const { visited } = after(looks);
    assert.deepEqual(
      visited.map(({ documentId }) => documentId),
      looks.slice(-9).map(({ look }) => look),
    );
  });
  it("forget a document", () =>
    check(
      [typed("a", 20), { look: "b", at: 20 }, { look: "a", at: 90 }, { forget: "a" }],
      ["visited b 0-41"],
    ));
});

describe("isJump", () => {
  it("is more than 32 lines, up or down", () => {
    assert.deepEqual(
      [isJump(0, 32), isJump(0, 33), isJump(50, 18), isJump(50, 17)],
      [false, true, false, true],
    );
  });
});
