// Lists all waits first and looks at their sums afterwards.
export default ({ params, random }) => {
  const { cap, factor } = params;
  const solve = (attempts, firstMs, budgetMs, hints) => {
    const round = params.rounding === "floor" ? Math.floor : Math.ceil;
    const all = [];
    for (let at = 1; at < attempts; at += 1) {
      const own = round(Math.min(cap, firstMs * factor ** (at - 1)));
      all.push(Math.max(own, 1000 * (hints[at - 1] ?? 0)));
    }
    const kept = [];
    for (const wait of all) {
      const sum = kept.reduce((a, b) => a + b, 0);
      if (sum + wait <= budgetMs) kept.push(wait);
      else {
        if (params.overrun === "cut" && budgetMs > sum) kept.push(budgetMs - sum);
        break;
      }
    }
    return [kept, kept.reduce((a, b) => a + b, 0)];
  };
  const rich = 10 ** 6;
  const first = random.int(80, 240);
  const listed = [
    ["one attempt", 1, first, rich, []],
    ["two attempts", 2, first, rich, []],
    ["growth", 4, first, rich, []],
    ["the cap", 9, first, rich, []],
    ["a fraction", 5, first + 0.25, rich, []],
    ["a fraction below one", 4, 0.25, rich, []],
    ["the cap from the start", 3, cap + 0.5, rich, []],
    ["no wait at all", 4, 0, rich, []],
    ["exactly the budget", 3, first, first * (1 + factor), []],
    ["one too little", 3, first, first * (1 + factor) - 1, []],
    ["no budget", 3, first, 0, []],
    ["no budget and no wait", 3, 0, 0, []],
    ["used up before the last one", 4, first, first * (1 + factor), []],
    ["a hint", 4, first, rich, [null, 2]],
    ["a hint above the cap", 4, first, rich, [cap / 1000 + 3, null, null]],
    ["a hint below the own wait", 4, 1500, rich, [1, 1, 1]],
    ["a hint above the budget", 4, first, 3000, [null, 9]],
    ["more hints than waits", 2, first, rich, [null, 5, 5]],
    ["a hint of nothing", 3, first, rich, [0, 0]],
  ];
  for (let round = 0; round < 5; round += 1) {
    const hints = Array.from({ length: 4 }, () => random.pick([null, null, 1, 4]));
    listed.push([`random policy ${round}`, random.int(2, 7), random.int(1, 800) / 4, random.int(500, 9000), hints]);
  }
  const cut = "if (left > 0) result.push(left);";
  return {
    values: {
      roundingText: params.rounding === "floor" ? "down" : "up",
      overrunText:
        params.overrun === "cut"
          ? "it is cut to what is\n *   left of the budget and is the last one; when nothing is left, it is left out."
          : "it and all later\n *   ones are left out; what is left of the budget is not used.",
      overrunCode: params.overrun === "cut" ? cut : "// Nothing more.",
      otherOverrunCode: params.overrun === "cut" ? "// Nothing more." : cut,
    },
    grader: { tests: listed.map(([name, ...args]) => ({ name, args, expected: solve(...args) })) },
  };
};
