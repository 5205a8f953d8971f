import assert from "node:assert/strict";
import { createRandom } from "../../evals/random.ts";
import { createTurnHeap } from "./turn-heap.ts";

describe("a turn heap", () => {
  it("has the first one at hand, however they come, move and go", () => {
    const random = createRandom("heap");
    type Element = { place: number; rank: number };
    const heap = createTurnHeap<Element>((a, b) => a.rank < b.rank);
    const all: Element[] = [];
    for (let step = 0; step < 5000; step += 1) {
      const dice = random.int(0, 9);
      if (all.length === 0 || dice < 4) {
        const element = { place: -1, rank: random.float() };
        all.push(element);
        heap.add(element);
      } else {
        const element = random.pick(all);
        if (dice < 7) {
          heap.remove(element);
          all.splice(all.indexOf(element), 1);
        } else {
          element.rank = random.float();
          heap.moved(element);
        }
      }
      const least = all.reduce((rank, element) => Math.min(rank, element.rank), 1);
      assert.equal(heap.first()?.rank ?? 1, least);
      assert.equal(heap.size, all.length);
    }
  });
});
