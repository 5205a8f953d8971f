// A set of things that come and go for as long as the gateway runs, such as the requests under way: an array in which each
// knows its place. A Set of them costs more than it looks: each time one is tidied up its old table stays, linked to the next,
// until the next full collection, and with it everything that stood in it, which was half of the garbage collector's work.

export type Member = {
  /** Written by the crowd alone: -1 for whoever is in none. In one crowd at a time. */
  place: number;
};

export type Crowd<T extends Member> = {
  readonly size: number;
  /** Does nothing for a member. */
  add(one: T): void;
  /** Does nothing for anybody else. */
  delete(one: T): void;
  /** In no order; who leaves meanwhile is left out, and so is who comes. */
  [Symbol.iterator](): IterableIterator<T>;
};

export function createCrowd<T extends Member>(): Crowd<T> {
  const members: T[] = [];
  return {
    get size() {
      return members.length;
    },
    add(one) {
      if (one.place === -1) one.place = members.push(one) - 1;
    },
    delete(one) {
      const { place } = one;
      if (place === -1) return;
      one.place = -1;
      const last = members.pop();
      // The last one moves up, unless it is the one that goes.
      if (last === undefined || last === one) return;
      members[place] = last;
      last.place = place;
    },
    *[Symbol.iterator]() {
      for (const one of [...members]) if (one.place !== -1) yield one;
    },
  };
}
