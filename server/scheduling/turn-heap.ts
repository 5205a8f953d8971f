// A binary heap whose elements know where they stand, so that one can be moved or taken out without a search.

export type Placed = {
  /** Where it stands in its heap; only the heap writes it. */
  place: number;
};

export type TurnHeap<T extends Placed> = {
  readonly size: number;
  first(): T | undefined;
  add(element: T): void;
  remove(element: T): void;
  /** Its order has changed. */
  moved(element: T): void;
};

export function createTurnHeap<T extends Placed>(isBefore: (a: T, b: T) => boolean): TurnHeap<T> {
  const elements: T[] = [];

  function put(element: T, place: number): void {
    elements[place] = element;
    element.place = place;
  }

  function rise(element: T, from: number): void {
    let place = from;
    while (place > 0) {
      const above = (place - 1) >> 1;
      const parent = elements[above];
      if (parent === undefined || !isBefore(element, parent)) break;
      put(parent, place);
      place = above;
    }
    put(element, place);
  }

  function sink(element: T, from: number): void {
    let place = from;
    for (;;) {
      const left = 2 * place + 1;
      let child = elements[left];
      if (child === undefined) break;
      const right = elements[left + 1];
      if (right !== undefined && isBefore(right, child)) child = right;
      if (!isBefore(child, element)) break;
      const below = child.place;
      put(child, place);
      place = below;
    }
    put(element, place);
  }

  function settle(element: T): void {
    rise(element, element.place);
    sink(element, element.place);
  }

  return {
    get size() {
      return elements.length;
    },
    first: () => elements[0],
    add(element) {
      elements.push(element);
      rise(element, elements.length - 1);
    },
    remove(element) {
      const last = elements.pop();
      if (last === undefined || last === element) return;
      put(last, element.place);
      settle(last);
    },
    moved: settle,
  };
}
