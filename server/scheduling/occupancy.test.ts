import assert from "node:assert/strict";
import type { TrafficClass } from "../../core/routing/task.ts";
import { agedShare, createOccupancy, enter, hasRoom, hasRoomForAged, leave } from "./occupancy.ts";

const limits = {
  maxInFlight: 16,
  reserve: { inline: 4, chat: 8, review: 0 },
  classes: ["inline", "chat", "review", "batch"],
  weight: 1,
} as const;

/** Whether batch has room, and whether it has when it has waited too long. */
function check(
  what: string,
  inFlight: Partial<Record<TrafficClass, number>>,
  expected: { room: boolean; aged: boolean },
) {
  it(what, () => {
    const occupancy = createOccupancy();
    occupancy.sinceAged = agedShare;
    Object.assign(occupancy.ofClass, inFlight);
    occupancy.inFlight = Object.values(inFlight).reduce((sum, each) => sum + each, 0);
    assert.deepEqual(
      {
        room: hasRoom(occupancy, limits, "batch"),
        aged: hasRoomForAged(occupancy, limits, "batch"),
      },
      expected,
    );
  });
}

describe("room for batch", () => {
  const both = { room: true, aged: true };
  const neither = { room: false, aged: false };
  check("beside the reserves of inline and chat", { batch: 3 }, both);
  check("not in them", { batch: 4 }, neither);
  check("beside reserves that are in use", { inline: 4, chat: 8, batch: 3 }, both);
  check("not where there is nothing", { inline: 4, chat: 8, batch: 4 }, neither);
  check(
    "in chat's reserve, of which inline has the rest",
    { inline: 12 },
    { ...both, room: false },
  );
  check("in the slot that is its own", { inline: 9, batch: 3 }, { ...both, room: false });
  check("not when it has that", { inline: 9, batch: 4 }, neither);
  check("never in what is inline's", { inline: 2, chat: 12 }, neither);
  check("never in what is inline's, however much chat has", { chat: 12 }, neither);
});

describe("an aged request", () => {
  it("has its turn once in so many admissions, and not while another holds its slot", () => {
    const occupancy = createOccupancy();
    const may = () => hasRoomForAged(occupancy, limits, "review");
    for (let each = 1; each < agedShare; each += 1) {
      assert.equal(may(), false);
      enter(occupancy, "inline", false);
      leave(occupancy, "inline", false);
    }
    assert.equal(may(), true);
    enter(occupancy, "review", true);
    occupancy.sinceAged = agedShare;
    assert.equal(may(), false);
    leave(occupancy, "review", true);
    assert.equal(may(), true);
  });
});
