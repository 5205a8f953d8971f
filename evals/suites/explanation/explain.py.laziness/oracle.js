// What each part comes to, from the rules: closures share a variable, the first iterable of a generator expression is
// looked up at once and its condition later, zip asks its first source first, a pipeline runs on demand.
export default ({ params, random }) => {
  const { factor, second, first, third } = params;
  const n = random.int(3, 6);
  const x = random.int(100, 900);
  const range = (from, to) => Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);
  const right = {
    late: range(0, n).map(() => x + n - 1),
    early: range(0, n).map((step) => x + step),
    lazy: [second + x, third + x],
    pairs: [
      [0, "a"],
      [1, "b"],
    ],
    left: range(3, n + 3),
    trace: ["make 1", "make 2", "skip 2", "make 3", "break"],
    total: 4 * factor,
  };
  const all = range(1, n + 3);
  const eager = [
    ...all.map((i) => `make ${i}`),
    "end",
    ...all.filter((i) => i % 2 === 0).map((i) => `skip ${i}`),
    "break",
  ];
  return {
    values: {
      n,
      x,
      ownStep: JSON.stringify({ ...right, late: right.early }),
      newItems: JSON.stringify({ ...right, lazy: [third + x, third + x] }),
      nothingLost: JSON.stringify({ ...right, left: range(2, n + 3) }),
      eager: JSON.stringify({ ...right, trace: eager }),
    },
    grader: {
      questions: Object.entries(right).map(([id, expected]) => ({ id, type: "value", expected })),
      program: {
        file: "lazy.py",
        harness: "harness.py",
        entry: "part",
        signature: { args: ["int", "int", "string"], returns: "json" },
        proves: Object.fromEntries(Object.keys(right).map((id) => [id, { args: [n, x, id] }])),
      },
    },
  };
};
