// Keeps the best script itself, as text, for every pair of prefixes reversed. Replaced lines have a closed form.
export default ({ params, random }) => {
  const signOf = { keep: "=", delete: "-", insert: "+" };
  const order = params.order.split(" ").map((step) => signOf[step]);
  const plain = (line) => (params.blanks === "trailing" ? line.replace(/[ \t]+$/, "") : line);
  const runs = (signs) => {
    const result = [];
    for (const sign of signs) {
      if (result.length > 0 && result[result.length - 1][0] === sign) result[result.length - 1][1] += 1;
      else result.push([sign, 1]);
    }
    return result;
  };
  const better = (a, b) => {
    if (a.cost !== b.cost) return a.cost < b.cost;
    for (let at = 0; at < a.signs.length; at += 1) {
      if (a.signs[at] !== b.signs[at]) return order.indexOf(a.signs[at]) < order.indexOf(b.signs[at]);
    }
    return false;
  };
  const solve = (before, after) => {
    const memo = new Map();
    const best = (i, j) => {
      if (i === before.length && j === after.length) return { cost: 0, signs: "" };
      const key = i * 1000 + j;
      if (memo.has(key)) return memo.get(key);
      let chosen = null;
      const offer = (sign, cost, rest) => {
        const script = { cost: cost + rest.cost, signs: sign + rest.signs };
        if (chosen === null || better(script, chosen)) chosen = script;
      };
      if (i < before.length && j < after.length && plain(before[i]) === plain(after[j])) offer("=", 0, best(i + 1, j + 1));
      if (i < before.length) offer("-", 1, best(i + 1, j));
      if (j < after.length) offer("+", 1, best(i, j + 1));
      memo.set(key, chosen);
      return chosen;
    };
    return runs(best(0, 0).signs);
  };
  const replaced = (count, period) => {
    const change = order.filter((sign) => sign !== "=");
    let signs = "";
    for (let at = 0; at < count; at += 1) signs += at % period === 0 ? change.join("") : "=";
    return runs(signs);
  };

  const x = random.int(2, 5);
  const many = (count, line) => Array.from({ length: count }, () => line);
  const listed = [
    ["both empty", [], []],
    ["everything new", [], many(x, "a")],
    ["everything gone", many(x, "a"), []],
    ["nothing changed", ["a", "b", "c"], ["a", "b", "c"]],
    ["one line replaced", ["a", "b", "c"], ["a", "x", "c"]],
    ["nothing in common", ["a", "b"], ["x", "y", "z"]],
    ["one of two equal lines goes", ["a", "a"], ["a"]],
    ["an equal line comes in", ["a", "b"], ["a", "a", "b"]],
    ["exchanged lines", ["a", "b"], ["b", "a"]],
    ["turned round", ["a", "b", "c", "d"], ["d", "c", "b", "a"]],
    ["empty lines count", ["", "a", ""], ["a", "", ""]],
    ["trailing blanks", ["a ", "b\t", "c"], ["a", "b", "c  "]],
    ["blanks in front and between", [" a", "b  c"], ["a", "b c"]],
    ["only blanks", ["  ", "a"], ["", "a"]],
    ["a moved block", ["f", "{", "}", "g", "{", "}"], ["g", "{", "}", "f", "{", "}"]],
    ["the greedy way is longer", ["a", "b", "c", "d", "e"], ["e", "a", "b", "c", "d"]],
    ["different spelling", ["A", "é"], ["a", "é"]],
  ];
  for (let round = 0; round < 8; round += 1) {
    const lines = () => Array.from({ length: random.int(4, 11) }, () => random.pick(["a", "b", "c", "a "]));
    listed.push([`random lines ${round}`, lines(), lines()]);
  }
  const count = 1100 + random.int(0, 60);
  const period = random.int(8, 12);
  const equals = {
    exact: "(left, right) => left === right",
    trailing: '(left, right) => left.replace(/[ \\t]+$/, "") === right.replace(/[ \\t]+$/, "")',
  };
  const signs = order.join("");
  return {
    values: {
      orderText: params.order.split(" ").map((step) => `*${step}*`).join(", "),
      blanksText:
        params.blanks === "exact"
          ? "Lines are equal when they have the same characters."
          : "Lines are equal when they have the same characters apart from spaces and tabs at their end.",
      signs,
      otherSigns: signs.includes("-+") ? signs.replace("-+", "+-") : signs.replace("+-", "-+"),
      equal: equals[params.blanks],
      otherEqual: params.blanks === "exact" ? "(left, right) => left.trimEnd() === right.trimEnd()" : equals.exact,
    },
    grader: {
      tests: [
        ...listed.map(([name, before, after]) => ({ name, args: [before, after], expected: [solve(before, after), true] })),
        { name: "a long file", group: "size", args: [count, period], expected: replaced(count, period) },
      ],
    },
  };
};
