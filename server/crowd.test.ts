import assert from "node:assert/strict";
import { createCrowd, type Member } from "./crowd.ts";

type Guest = Member & { name: string };

/** Signs in the order they are given: a name comes, `-name` goes. */
function check(signs: string, expected: string) {
  it(`${signs} leaves ${expected || "nobody"}`, () => {
    const crowd = createCrowd<Guest>();
    const guests = new Map<string, Guest>();
    for (const sign of signs.split(" ")) {
      const name = sign.replace("-", "");
      const guest = guests.get(name) ?? { name, place: -1 };
      guests.set(name, guest);
      if (sign.startsWith("-")) crowd.delete(guest);
      else crowd.add(guest);
    }
    const left = [...crowd].map(({ name }) => name).sort();
    assert.equal(left.join(" "), expected);
    assert.equal(crowd.size, left.length);
  });
}

describe("createCrowd", () => {
  check("a", "a");
  check("a -a", "");
  check("a b c -a", "b c");
  check("a b c -c", "a b");
  check("a b c -a -c -b", "");
  check("a a -a", "");
  check("a b -a -a", "b");
  check("a b c -b d -a b -d", "b c");

  it("goes through those that were there, without who leaves meanwhile", () => {
    const crowd = createCrowd<Guest>();
    const guests = ["a", "b", "c"].map((name) => ({ name, place: -1 }));
    for (const guest of guests) crowd.add(guest);
    const seen: string[] = [];
    for (const { name } of crowd) {
      seen.push(name);
      for (const guest of guests) if (guest.name !== "c") crowd.delete(guest);
      crowd.add({ name: "d", place: -1 });
    }
    assert.deepEqual(seen, ["a", "c"]);
  });
});
