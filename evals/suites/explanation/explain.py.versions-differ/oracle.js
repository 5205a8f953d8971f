// Pairs of expressions with an input on which they differ, or none.
const unlike = [
  ["total // parts", "int(total / parts)", [-1, 2]],
  ["round(total / parts)", "(2 * total + parts) // (2 * parts)", [1, 2]],
  ["abs(total) // parts", "abs(total // parts)", [-1, 2]],
  ["total // parts or parts", "total // parts if total > parts else parts", [5, 5]],
];
const alike = [
  ["max(total // parts, parts)", "total // parts if total > parts * parts else parts"],
  ["-(-total // parts)", "(total + parts - 1) // parts"],
  ["(total - total % parts) // parts", "total // parts"],
  ["total // parts + (total % parts > 0)", "-(-total // parts)"],
];

export default ({ random }) => {
  const count = random.int(2, 3);
  const pairs = random.shuffle([
    ...random.shuffle(unlike).slice(0, count),
    ...random.shuffle(alike).slice(0, 4 - count),
  ]);
  const differing = [1, 2, 3, 4].filter((pair) => pairs[pair - 1][2] !== undefined);
  const [smallest, ...rest] = differing;
  const functions = pairs.map(([one, two], at) => {
    const [before, after] = random.shuffle([one, two]);
    const written = (name, expression) => `def ${name}${at + 1}(total, parts):\n    return ${expression}`;
    return `${written("before", before)}\n\n\n${written("after", after)}`;
  });
  const right = { differing, input: pairs[smallest - 1][2] };
  const json = (part) => JSON.stringify({ ...right, ...part });
  return {
    values: {
      functions: functions.join("\n\n\n"),
      smallest,
      most: random.int(6, 9) * 10,
      parts: random.int(8, 12),
      found: json({}),
      overlooked: json({ differing: [smallest, ...rest.slice(1)] }),
      all: json({ differing: [1, 2, 3, 4] }),
      wrongInput: json({ input: [12, 1] }),
      notAllowed: json({ input: [right.input[0] - 1000, 7] }),
    },
    grader: {
      questions: [
        { id: "differing", type: "set", expected: differing },
        { id: "input", type: "witness", expected: "differ" },
      ],
      program: {
        file: "versions.py",
        harness: "harness.py",
        entry: "observe",
        signature: { args: ["int", "int"], returns: "json" },
        proves: {
          differing: { args: [], entry: "differing", signature: { args: [], returns: "json" } },
        },
      },
    },
  };
};
