/** Numbers the lines, keeps two rows of costs and the best step of every pair of places. */
export function {{entryName}}(before, after) {
  const equal = {{equal}};
  const a = [...before].reverse();
  const b = [...after].reverse();
  const preference = "{{signs}}";
  const steps = [];
  let below = [];
  for (let i = 0; i <= a.length; i += 1) {
    const row = [];
    const choices = [];
    for (let j = 0; j <= b.length; j += 1) {
      const costs = {
        "=": i > 0 && j > 0 && equal(a[i - 1], b[j - 1]) ? below[j - 1] : Infinity,
        "-": i > 0 ? below[j] + 1 : Infinity,
        "+": j > 0 ? row[j - 1] + 1 : Infinity,
      };
      const least = Math.min(costs["="], costs["-"], costs["+"]);
      row.push(i + j === 0 ? 0 : least);
      choices.push([...preference].find((sign) => costs[sign] === least));
    }
    steps.push(choices);
    below = row;
  }
  const result = [];
  let [i, j] = [a.length, b.length];
  while (i + j > 0) {
    const sign = steps[i][j];
    i -= sign === "+" ? 0 : 1;
    j -= sign === "-" ? 0 : 1;
    if (result.length > 0 && result.at(-1)[0] === sign) result.at(-1)[1] += 1;
    else result.push([sign, 1]);
  }
  return result;
}
