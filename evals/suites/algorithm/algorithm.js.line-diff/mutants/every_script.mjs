export function {{entryName}}(before, after) {
  const equal = {{equal}};
  const order = "{{signs}}";
  const best = (i, j) => {
    if (i === before.length && j === after.length) return { cost: 0, signs: "" };
    const options = [];
    for (const sign of order) {
      if (sign === "=" && i < before.length && j < after.length && equal(before[i], after[j])) {
        options.push([sign, 0, best(i + 1, j + 1)]);
      }
      if (sign === "-" && i < before.length) options.push([sign, 1, best(i + 1, j)]);
      if (sign === "+" && j < after.length) options.push([sign, 1, best(i, j + 1)]);
    }
    let chosen;
    for (const [sign, own, rest] of options) {
      const cost = own + rest.cost;
      if (chosen === undefined || cost < chosen.cost) chosen = { cost, signs: sign + rest.signs };
    }
    return chosen;
  };
  const script = [];
  for (const sign of best(0, 0).signs) {
    if (script.at(-1)?.[0] === sign) script.at(-1)[1] += 1;
    else script.push([sign, 1]);
  }
  return script;
}
