// Looks at every single moment of small time lines. Nested blocks have a closed form.
export default ({ params, random }) => {
  const visible = (blocks) => {
    const segments = [];
    const cells = new Map();
    blocks.forEach(({ from, to, rank }, index) => {
      for (let at = from; at < to; at += 1) {
        const top = cells.get(at);
        const above =
          top === undefined || rank > blocks[top].rank || (rank === blocks[top].rank && params.rule === "later");
        if (above) cells.set(at, index);
      }
    });
    let last;
    for (const at of [...cells.keys()].sort((a, b) => a - b)) {
      const index = cells.get(at);
      const { label } = blocks[index];
      const joins = last && last[1] === at && last[2] === label && (params.join === "label" || last[3] === index);
      if (joins) last[1] = at + 1;
      else segments.push((last = [at, at + 1, label, index]));
    }
    return segments.map((segment) => segment.slice(0, 3));
  };
  const nested = (count, start) => {
    let sum = 0;
    const add = (at, from, to, label) => {
      sum = (sum + (at + 1) * ((from + to + label) % 1009)) % 1_000_003;
    };
    for (let i = 0; i < count - 1; i += 1) add(i, start + i, start + i + 1, i);
    add(count - 1, start + count - 1, start + count + 1, count - 1);
    for (let i = count - 2; i >= 0; i -= 1) {
      add(2 * count - 2 - i, start + 2 * count - 1 - i, start + 2 * count - i, i);
    }
    return [2 * count - 1, sum];
  };

  const b = (from, to, label, rank) => ({ from, to, label, rank });
  const randomBlocks = (count, ranks) =>
    Array.from({ length: count }, () => {
      const from = random.int(-6, 20);
      return b(from, from + random.int(-1, 9), random.pick(["day", "late", "night"]), random.int(1, ranks));
    });
  const shift = random.int(-50, 50);
  const listed = [
    ["nothing", []],
    ["one block", [b(shift, shift + 8, "day", 1)]],
    ["an empty block", [b(3, 3, "day", 1)]],
    ["a block that ends before it starts", [b(5, 2, "day", 9), b(1, 8, "late", 1)]],
    ["a gap", [b(0, 2, "day", 1), b(5, 7, "late", 1)]],
    ["a gap between equal labels", [b(0, 2, "day", 1), b(shift + 90, shift + 95, "day", 1)]],
    ["the higher one cuts the lower one in two", [b(0, 10, "day", 1), b(4, 6, "late", 2)]],
    ["the lower one in the middle is hidden", [b(4, 6, "late", 1), b(0, 10, "day", 2)]],
    ["equal ranks", [b(0, 6, "day", 3), b(4, 9, "late", 3)]],
    ["the very same place", [b(0, 6, "day", 3), b(0, 6, "late", 3), b(0, 6, "night", 3)]],
    ["touching with one label", [b(0, 4, "day", 1), b(4, 8, "day", 5)]],
    ["overlapping with one label", [b(0, 6, "day", 1), b(3, 9, "day", 2)]],
    ["one block reappears", [b(0, 9, "day", 1), b(3, 5, "day", 4), b(5, 6, "late", 2)]],
    ["negative ranks and moments", [b(-9, -2, "day", -1), b(-5, 3, "late", -4)]],
  ];
  for (let round = 0; round < 8; round += 1) listed.push([`random blocks ${round}`, randomBlocks(6 + round, 1 + (round % 4))]);
  const count = 110_000 + random.int(0, 999);
  const same = { label: "last.label === top.label", block: "last.index === top.index" };
  const tie = { later: "b.index - a.index", earlier: "a.index - b.index" };
  const swapped = (table, key) => Object.entries(table).find(([name]) => name !== key)[1];
  return {
    values: {
      ruleText: params.rule === "later" ? "one that stands last" : "one that stands first",
      joinText:
        params.join === "label"
          ? "Touching segments with equal labels are one segment, also when they come from different blocks."
          : "Touching segments are one segment only when they come from the same block; equal labels alone join nothing.",
      tie: tie[params.rule],
      otherTie: swapped(tie, params.rule),
      same: same[params.join],
      otherSame: swapped(same, params.join),
    },
    grader: {
      tests: [
        ...listed.map(([name, blocks]) => ({ name, args: [blocks], expected: [visible(blocks), true] })),
        {
          name: "the whole range of numbers",
          args: [[b(-(2 ** 52), 2 ** 52, "day", 0), b(2 ** 40, 2 ** 41, "late", 1)]],
          expected: [[[-(2 ** 52), 2 ** 40, "day"], [2 ** 40, 2 ** 41, "late"], [2 ** 41, 2 ** 52, "day"]], true],
        },
        { name: "nested blocks", group: "size", args: [{ nested: count, start: 1000 }], expected: nested(count, 1000) },
      ],
    },
  };
};
