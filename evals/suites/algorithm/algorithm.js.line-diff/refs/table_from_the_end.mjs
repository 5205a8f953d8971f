export function {{entryName}}(before, after) {
  const equal = {{equal}};
  const order = "{{signs}}";
  const width = after.length + 1;
  // changes[i * width + j]: fewest changes from before[i...] to after[j...].
  const changes = new Int32Array((before.length + 1) * width);
  for (let i = before.length; i >= 0; i -= 1) {
    for (let j = after.length; j >= 0; j -= 1) {
      const at = i * width + j;
      if (i === before.length) changes[at] = after.length - j;
      else if (j === after.length) changes[at] = before.length - i;
      else if (equal(before[i], after[j])) changes[at] = changes[at + width + 1];
      else changes[at] = 1 + Math.min(changes[at + width], changes[at + 1]);
    }
  }
  const script = [];
  let i = 0;
  let j = 0;
  const possible = (sign) => {
    const now = changes[i * width + j];
    if (sign === "-") return i < before.length && changes[(i + 1) * width + j] + 1 === now;
    if (sign === "+") return j < after.length && changes[i * width + j + 1] + 1 === now;
    return i < before.length && j < after.length && equal(before[i], after[j]);
  };
  while (i < before.length || j < after.length) {
    const sign = [...order].find(possible);
    if (sign !== "+") i += 1;
    if (sign !== "-") j += 1;
    const last = script.at(-1);
    if (last?.[0] === sign) last[1] += 1;
    else script.push([sign, 1]);
  }
  return script;
}
