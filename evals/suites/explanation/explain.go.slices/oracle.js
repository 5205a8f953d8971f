// One array of six, seen through four slices, worked out by hand.
export default ({ params, random }) => {
  const { a, b, c } = params;
  const k = random.int(41, 89);
  const right = {
    base: [k, -1, -2],
    left: [k, -1, -2, 10 * k],
    right: [k, -1, -2, 10 * k],
    capped: [0, k + 1, c],
    window: [-1, -2, 10 * k],
    sizes: [3, 5, 3, 2, 5],
    // The list is still the old array when its third item is read for the first time; it was full, so the first append
    // moved it, and later writes go to the new one.
    seen: [a, b, c, a, b, k],
  };
  const changed = (part) => JSON.stringify({ ...right, ...part });
  return {
    values: {
      k,
      copies: changed({ left: [k, k + 1, k + 2, a], right: [k, k + 1, k + 2, b] }),
      noEffect: changed({ base: [k, k + 1, k + 2], window: [k + 1, k + 2, 10 * k] }),
      sharing: changed({ base: [0, -1, -2], capped: [0, -1, c] }),
      seesArray: changed({ seen: [a, b, k, a, b, k] }),
    },
    grader: {
      questions: Object.entries(right).map(([id, expected]) => ({ id, type: "value", expected })),
      program: {
        file: "slices.go",
        harness: "harness.go",
        entry: "Part",
        signature: { args: ["int", "string"], returns: "list<int>" },
        proves: Object.fromEntries(Object.keys(right).map((id) => [id, { args: [k, id] }])),
      },
    },
  };
};
