// A list instead of a ring; the mistakes are modelled beside it, and a test belongs to f2p when the mistake shows.
export default ({ params, random }) => {
  const { site, item } = params;
  const tests = scripts(random).map(({ capacity, steps }, at) => {
    const expected = play("", capacity, steps);
    const same = JSON.stringify(expected) === JSON.stringify(play(site, capacity, steps));
    return {
      name: `script ${at + 1}`,
      args: [capacity, steps.map(([operation]) => operation), steps.map(([, number]) => number)],
      expected,
      group: same ? "p2p" : "f2p",
    };
  });
  const values = {
    itemLower: item.toLowerCase(),
    startCode: site === "wrap" ? "(self.start + 1).min(self.capacity - 1)" : "(self.start + 1) % self.capacity",
    countCode: site === "recent" ? "wanted.min(length.saturating_sub(1))" : "wanted.min(length)",
    oldestCode:
      site === "oldest"
        ? "(self.next_sequence + 1).saturating_sub(self.capacity as u64)"
        : "self.next_sequence - self.slots.len() as u64",
    symptom: symptoms[site].join("\n> "),
  };
  return { values, grader: { tests } };
};

/** In lines, for a quotation. */
const symptoms = {
  recent: [
    "A reader that asks for as many values as there are, or for more, gets one too few: the oldest one that is still",
    "kept is left out. Asking for fewer works.",
  ],
  oldest: [
    "A reader that fell behind is told the wrong number of missed values: one more than it really missed, once the",
    "ring is full. The values it gets are right.",
  ],
  wrap: [
    "After the stream has run for a while readers get the values in a wrong order, and some that should have been",
    "replaced long ago still turn up among them.",
  ],
};

function play(broken, wantedCapacity, steps) {
  const capacity = Math.max(1, wantedCapacity);
  const slots = [];
  let start = 0;
  let pushed = 0;
  const push = (value) => {
    if (slots.length < capacity) slots.push([pushed, value]);
    else {
      slots[start] = [pushed, value];
      start = broken === "wrap" ? Math.min(start + 1, capacity - 1) : (start + 1) % capacity;
    }
    pushed += 1;
    return pushed - 1;
  };
  const inOrder = () =>
    broken === "wrap"
      ? slots.map((_, at) => slots[(start + at) % slots.length])
      : [...slots].sort((left, right) => left[0] - right[0]);
  return steps.map(([operation, number]) => {
    switch (operation) {
      case "push":
        return [push(number)];
      case "fill":
        return Array.from({ length: number }, (_, at) => push(at * at + 3));
      case "len":
        return [slots.length, slots.length === 0 ? 1 : 0];
      case "recent": {
        const most = broken === "recent" ? Math.max(0, slots.length - 1) : slots.length;
        const count = Math.min(number, most);
        return count === 0 ? [] : inOrder().slice(-count).flat();
      }
      default: {
        const oldest =
          broken === "oldest" ? Math.max(0, pushed + 1 - capacity) : pushed - slots.length;
        const kept = inOrder().filter(([sequence]) => sequence >= number);
        return [Math.max(0, oldest - number), ...kept.flat()];
      }
    }
  });
}

function scripts(random) {
  const list = [];
  const script = (capacity, ...steps) => list.push({ capacity, steps });
  const some = random.int(4, 7);
  const value = () => random.int(-500, 500);
  script(some, ["len", 0], ["recent", 3], ["since", 0], ["since", 5]);
  script(some, ["push", value()], ["recent", 1], ["since", 0], ["len", 0]);
  script(some, ["push", value()], ["push", value()], ["recent", 1], ["since", 1], ["since", 2]);
  script(some, ["fill", some - 1], ["since", 0], ["recent", 2]);
  script(some, ["fill", some], ["recent", some]);
  script(some, ["fill", some], ["recent", some - 1], ["since", some - 1]);
  script(some, ["fill", some], ["since", 0]);
  script(some, ["fill", some + 1], ["recent", 1], ["since", some]);
  script(some, ["fill", some + 1], ["recent", some + 4]);
  script(some, ["fill", some + 1], ["since", 0]);
  script(some, ["fill", some + 1], ["since", 2], ["since", some + 1], ["since", some + 9]);
  script(some, ["fill", some * 2], ["recent", some - 1]);
  script(some, ["fill", some * 2], ["push", value()], ["recent", some - 1], ["len", 0]);
  script(some, ["fill", some * 3 + 2], ["recent", some]);
  script(some, ["fill", some * 3 + 1], ["since", 3]);
  script(some, ["fill", some * 2 + 2], ["push", value()], ["push", value()], ["recent", 99], ["since", 1]);
  script(1, ["push", value()], ["push", value()], ["recent", 1], ["len", 0]);
  script(1, ["fill", 3], ["recent", 5], ["since", 2]);
  script(0, ["fill", 2], ["recent", 2], ["len", 0]);
  script(2, ["fill", 5], ["recent", 2], ["push", value()], ["recent", 2], ["since", 0]);
  for (let round = 0; round < 4; round += 1) {
    const steps = [];
    for (let step = 0; step < 14; step += 1) {
      const operation = random.pick(["push", "push", "fill", "recent", "since", "len"]);
      steps.push([operation, operation === "push" ? value() : random.int(0, some + 2)]);
    }
    script(some, ...steps);
  }
  return list;
}
