// Keeps every event with its slot and sums those that the window holds.
export default ({ params, random }) => {
  const { slots, width } = params;
  const solve = (calls) => {
    const events = [];
    let current = null;
    const results = [];
    for (const [name, now, n] of calls) {
      const slot = Math.floor(now / width);
      const past = current !== null && slot < current;
      if (!past) current = slot;
      if (name === "add") {
        if (!past) events.push([slot, n]);
        else if (params.past === "counted") events.push([current, n]);
      } else {
        const inside = events.filter(([at]) => at > current - slots && at <= current);
        results.push(inside.reduce((sum, [, count]) => sum + count, 0), current);
      }
    }
    return results;
  };
  const add = (slot, second, n) => ["add", slot * width + second, n];
  const total = (slot, second = 0) => ["total", slot * width + second];
  const n = random.int(2, 50);
  const last = width - 1;
  const listed = [
    ["no events", [total(3)]],
    ["one event", [add(4, 1, n), total(4, last)]],
    ["several in one slot", [add(4, 0, n), add(4, last, 1), add(4, 2, 2), total(4, last)]],
    ["at the edge of a slot", [add(4, last, n), add(5, 0, 1), total(5)]],
    ["the oldest slot is still there", [add(10, 0, n), total(9 + slots, last)]],
    ["the oldest slot has gone", [add(10, last, n), total(10 + slots)]],
    ["one slot after the other", [...Array.from({ length: slots + 2 }, (_, at) => add(at, 0, at + 1)), total(slots + 1)]],
    ["a total for each slot", [add(0, 0, 1), add(1, 0, 2), add(2, 0, 4), total(2), total(3), total(4), total(5), total(6), total(7), total(8)]],
    ["some slots left out", [add(0, 0, n), add(1, 0, 7), add(slots, 0, 5), total(slots), total(slots + 1)]],
    ["everything has gone", [add(0, 0, n), add(1, 0, n), total(2 * slots), add(2 * slots, 1, 3), total(2 * slots, 2)]],
    ["exactly one turn", [add(2, 0, n), add(2 + slots, 0, 3), total(2 + slots)]],
    ["far in the future", [add(0, 0, n), total(10 ** 13), add(10 ** 13, 0, 4), total(10 ** 13 + 1)]],
    ["time before zero", [add(-3, 0, n), add(-1, last, 2), add(0, 0, 1), total(0), total(slots - 2), total(slots)]],
    ["the slot before zero", [add(-1, last, n), total(-1, last), total(0)]],
    ["the first event lies long ago", [add(-(10 ** 12), 1, n), total(-(10 ** 12), 2), total(5)]],
    ["time runs backwards", [add(7, 0, n), add(6, 0, 5), total(7), total(6), total(7 + slots - 1), total(7 + slots)]],
    ["backwards inside a slot", [add(7, last, n), add(7, 0, 5), total(7)]],
    ["a total far back", [add(7, 0, n), total(0), add(7, 1, 2), total(7)]],
  ];
  for (let round = 0; round < 6; round += 1) {
    let now = random.int(-200, 200);
    const calls = Array.from({ length: 40 }, () => {
      now += random.int(-width, 2 * width) + (random.int(1, 12) === 1 ? slots * width : 0);
      return random.int(1, 2) === 1 ? ["add", now, random.int(1, 9)] : ["total", now];
    });
    listed.push([`random calls ${round}`, calls]);
  }
  return {
    values: {
      pastText: params.past === "counted" ? "counts in the current slot" : "is not counted at all",
      pastCode: params.past === "counted" ? "true" : "false",
      otherPastCode: params.past === "counted" ? "false" : "true",
    },
    grader: {
      tests: listed.map(([name, calls]) => ({
        name,
        args: [calls.map(([call]) => call), calls.map(([, ...args]) => args)],
        expected: solve(calls),
      })),
    },
  };
};
