// Fields are set when super() returns, in their own class's turn; a field without a value is set to undefined then.
export default ({ params }) => {
  const { start, step, word } = params;
  const right = {
    order: [
      "static",
      "child constructor",
      "base field",
      "base constructor",
      "child set-up",
      "child field",
      `label ${word}`,
    ],
    child: [word, "x"],
    list: null,
    lost: [-1, start],
    kept: [start + step, start + 2 * step, start + 2 * step],
    keys: [String(start), "10", "b", "a", "-1"],
    copy: [2 * start, 2 * step, start + 1],
    chain: ["none", 0, step, 0, ""],
  };
  const changed = (part) => JSON.stringify({ ...right, ...part });
  return {
    values: {
      beforeSuper: changed({ child: ["base+", "x"], list: ["set"] }),
      boundMethod: changed({
        lost: [start + step, start + step],
        kept: [start + 2 * step, start + 3 * step, start + 3 * step],
      }),
      asWritten: changed({ keys: ["b", "10", "a", String(start), "-1"] }),
      liveGetter: changed({ copy: [2 * step, 2 * step, start + 1] }),
    },
    grader: {
      questions: Object.entries(right).map(([id, expected]) => ({ id, type: "value", expected })),
      program: {
        file: "fields.ts",
        harness: "harness.ts",
        entry: "part",
        signature: { args: ["string"], returns: "json" },
        proves: Object.fromEntries(Object.keys(right).map((id) => [id, { args: [id] }])),
      },
    },
  };
};
