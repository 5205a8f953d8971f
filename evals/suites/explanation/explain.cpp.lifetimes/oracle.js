// Members in the order of their declaration, bases first, everything back in reverse; a reference keeps what it is bound
// to, no copy is made of what a function returns as a temporary.
export default ({ random }) => {
  const [one, two] = random.shuffle(["gear", "lever", "wheel", "crank"]);
  const [a, b, c] = random.shuffle(["p", "q", "r", "s", "t"]);
  const build = (fails, { first = one, second = two, base = "plain", isWhole = false } = {}) => [
    `base is ${base}`,
    `make ${first}`,
    `make ${second}`,
    "machine is machine",
    ...(fails ? [] : ["built"]),
    ...(fails && !isWhole ? [] : ["machine ends"]),
    `end ${second}`,
    `end ${first}`,
    `base ends as ${base}`,
    ...(fails ? ["caught"] : []),
  ];
  const handle = (isShort = false) => [
    `make ${a}`,
    `make ${a}${a}`,
    `end ${a}`,
    ...(isShort ? [`end ${a}${a}`] : []),
    "kept",
    `make ${b}`,
    `make ${c}`,
    `move ${c}*`,
    `end ${c}`,
    `copy ${a}${a}'`,
    "filled",
    `end ${a}${a}'`,
    `end ${c}*`,
    `end ${b}`,
    ...(isShort ? [] : [`end ${a}${a}`]),
  ];
  const answers = (options, isShort) => ({
    built: build(false, options),
    failed: build(true, options),
    moved: handle(isShort),
  });
  const right = answers();
  return {
    values: {
      one,
      two,
      a,
      b,
      c,
      initializerOrder: JSON.stringify(answers({ first: two, second: one })),
      override: JSON.stringify(answers({ base: "machine" })),
      fullDestructor: JSON.stringify(answers({ isWhole: true })),
      shortLived: JSON.stringify(answers({}, true)),
    },
    grader: {
      questions: Object.entries(right).map(([id, expected]) => ({ id, type: "value", expected })),
      program: {
        file: "lifetimes.cpp",
        harness: "harness.cpp",
        entry: "observe",
        signature: { args: ["string"], returns: "list<string>" },
        proves: Object.fromEntries(Object.keys(right).map((id) => [id, { args: [id] }])),
      },
    },
  };
};
