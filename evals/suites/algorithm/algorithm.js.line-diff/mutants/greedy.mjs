export function {{entryName}}(before, after) {
  const equal = {{equal}};
  const script = [];
  const add = (sign) => {
    const last = script.at(-1);
    if (last?.[0] === sign) last[1] += 1;
    else script.push([sign, 1]);
  };
  let j = 0;
  for (const line of before) {
    const found = after.findIndex((other, at) => at >= j && equal(line, other));
    if (found < 0) {
      add("-");
      continue;
    }
    while (j < found) {
      add("+");
      j += 1;
    }
    add("=");
    j += 1;
  }
  while (j < after.length) {
    add("+");
    j += 1;
  }
  return script;
}
