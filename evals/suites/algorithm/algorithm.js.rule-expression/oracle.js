// A recursive parser, one level below the other. The long formulas have a closed form.
export default ({ params, random }) => {
  const groups = random.shuffle([["+", "-"], ["*"], ["|", "&"]]);
  const rightOf = groups.map(() => random.int(0, 1) === 1);
  if (!rightOf.includes(true)) rightOf[groups.findIndex((group) => group.includes("-"))] = true;

  const evaluate = (text, variables) => {
    const tokens = text.match(/\d+|[A-Za-z_]\w*|[^ ]/g) ?? [];
    let at = 0;
    const primary = () => {
      const token = tokens[at++];
      if (token === "-") return -primary();
      if (token === "(") {
        const value = level(0);
        if (tokens[at++] !== ")") throw new Error("no )");
        return value;
      }
      if (/^\d/.test(token)) return Number(token);
      if (Object.keys(variables).includes(token)) return variables[token];
      throw new Error("no operand");
    };
    const level = (depth) => {
      if (depth === 3) return primary();
      const operands = [level(depth + 1)];
      const operators = [];
      while (at < tokens.length && groups[depth].includes(tokens[at])) {
        operators.push(tokens[at++]);
        operands.push(level(depth + 1));
      }
      const compute = (operator, a, b) =>
        ({ "+": a + b, "-": a - b, "*": a * b, "|": a > b ? a : b, "&": a < b ? a : b })[operator];
      if (rightOf[depth]) return operands.reduceRight((b, a, index) => compute(operators[index], a, b));
      return operands.reduce((a, b, index) => compute(operators[index - 1], a, b));
    };
    const value = level(0);
    if (at < tokens.length) throw new Error("left over");
    return value === 0 ? 0 : value;
  };

  // The operator with operands around it, so that every pair of levels and each associativity shows.
  const formula = (depth) => {
    if (depth === 0 || random.int(1, 6) === 1) return random.pick(["1", "2", "3", "7", "x", "y", "-4", "- x", "--5"]);
    if (random.int(1, 4) === 1) return `(${formula(depth - 1)})`;
    return `${formula(depth - 1)} ${random.pick(["+", "-", "*", "|", "&", "-"])} ${formula(depth - 1)}`;
  };
  const variables = { x: random.int(-9, 9), y: random.int(10, 30), _rate2: random.int(2, 9) };
  const good = [
    ["a number", "42"],
    ["leading zeros", "007"],
    ["a name", "_rate2"],
    ["spaces round everything", "  ( x )  "],
    ["a negative zero", "-0 * 5"],
    ["signs in a row", "- - -y"],
    ["a sign behind an operator", "3 - -4"],
    ["no spaces", "2--y*-3"],
    ["levels", "2 + 3 * 4 | 5 - 1 & 2 * 3"],
    ["levels the other way", "9 & 2 * 7 - 3 | 8 * 2 + 1"],
    ["three in a row", "20 - 7 - 2"],
    ["mixed in a row", "20 - 7 + 2 - 1"],
    ["larger and smaller in a row", "1 | 5 & 3 | 2 & 4"],
    ["parentheses", "((2 + 3) * (4 | 6)) - (7 & 1)"],
    ["a sign before parentheses", "-(x - y) * -2"],
  ];
  for (let round = 0; round < 9; round += 1) good.push([`a random formula ${round}`, formula(4)]);
  const bad = [
    ["empty", ""],
    ["only spaces", "   "],
    ["not closed", "(1 + 2"],
    ["not opened", "1 + 2)"],
    ["empty parentheses", "()"],
    ["two operands", "1 2"],
    ["an operand and parentheses", "2 (3)"],
    ["ends with an operator", "1 +"],
    ["starts with an operator", "* 1"],
    ["unknown character", "1 / 2"],
    ["a tab", "1\t+ 2"],
    ["unknown name", "x + z"],
    ["a name that objects inherit", "toString"],
    ["a decimal point", "1.5"],
  ];

  const [deep, flat, x] = [450_000 + random.int(0, 999), 60_000 + random.int(0, 999), random.int(2, 9)];
  // From the left every group adds 1. From the right 0 + (-x - (-x + (1 + rest))) = 0 - (1 + rest) for each group.
  const sums = groups.findIndex((group) => group.includes("-"));
  const flatValue = rightOf[sums] ? (flat % 2 === 0 ? 0 : -1) : flat;
  const describe = (index) =>
    `${groups[index].map((operator) => `\`${operator}\``).join(" and ")}, grouped from the ${rightOf[index] ? "right" : "left"} (\`a ${groups[index][0]} b ${groups[index].at(-1)} c\` is \`${rightOf[index] ? `a ${groups[index][0]} (b ${groups[index].at(-1)} c)` : `(a ${groups[index][0]} b) ${groups[index].at(-1)} c`}\`)`;
  const text = groups.map((group) => group.join(""));
  return {
    values: {
      level1: describe(0),
      level2: describe(1),
      level3: describe(2),
      ops1: text[0],
      ops2: text[1],
      ops3: text[2],
      wrong1: text[1],
      wrong2: text[0],
      wrong3: text[2],
      rightOnes: text.filter((_, index) => rightOf[index]).join(""),
      leftOnes: text.filter((_, index) => !rightOf[index]).join(""),
    },
    grader: {
      tests: [
        ...good.map(([name, source]) => ({ name, args: [source, variables], expected: evaluate(source, variables) })),
        ...bad.map(([name, source]) => ({ name, args: [source, variables], throws: true })),
        { name: "deep", group: "size", args: ["deep", { count: deep, x }], expected: x + 2 * deep },
        { name: "flat", group: "size", args: ["flat", { count: flat, x }], expected: flatValue },
      ],
    },
  };
};
