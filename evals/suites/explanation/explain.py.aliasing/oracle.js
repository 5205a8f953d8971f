// The state at the end, worked out by hand with letters for the numbers.
export default ({ params, random }) => {
  const { a, b, c } = params;
  const k = random.int(41, 89);
  const right = {
    // `+=` changed the list both names had; `+` made a new one, which `view` has after the swap.
    box: [k, k, b, c],
    grid: [
      [k, 0, b],
      [k, 0, b],
      [k, 0, a],
    ],
    first: [a, k],
    second: [a, b],
    third: [a, k],
    deep: [[a, k], [b], [c, a]],
    pair: [[c, k], b],
    failed: true,
  };
  const changed = (part) => JSON.stringify({ ...right, ...part });
  return {
    values: {
      k,
      ownRows: changed({ grid: [[0, 0, b], [k, 0], [0, 0, a]] }),
      freshDefault: changed({ first: [a], third: [k] }),
      unchangedPair: changed({ pair: [[c], b] }),
      deepCopy: changed({ deep: [[a], [b], [c, a]] }),
    },
    grader: {
      questions: Object.entries(right).map(([id, expected]) => ({ id, type: "value", expected })),
      program: {
        file: "shelf.py",
        harness: "harness.py",
        entry: "part",
        signature: { args: ["int", "string"], returns: "json" },
        proves: Object.fromEntries(Object.keys(right).map((id) => [id, { args: [k, id] }])),
      },
    },
  };
};
