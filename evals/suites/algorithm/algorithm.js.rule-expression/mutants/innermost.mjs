const levels = ["{{ops3}}", "{{ops2}}", "{{ops1}}"];
const right = "{{rightOnes}}";

export function {{entryName}}(text, variables) {
  if (/[^-+*|&()\w ]/.test(text)) throw new Error("unknown character");
  let rest = `(${text})`;
  for (;;) {
    const close = rest.indexOf(")");
    if (close < 0) break;
    const open = rest.lastIndexOf("(", close);
    if (open < 0) throw new Error("unmatched )");
    rest = `${rest.slice(0, open)} #${flat(rest.slice(open + 1, close), variables)}# ${rest.slice(close + 1)}`;
    // What was joined lazily is copied by the next search.
  }
  if (!/^ #-?\d+# $/.test(rest)) throw new Error("no formula");
  return Number(rest.trim().slice(1, -1)) + 0;
}

function flat(text, variables) {
  const items = [];
  for (const [part] of text.matchAll(/#-?\d+#|\d+|[A-Za-z_]\w*|[-+*|&(#]/g)) {
    if (/^[-+*|&(#]$/.test(part)) items.push(part);
    else if (part[0] === "#") items.push(Number(part.slice(1, -1)));
    else if (/^\d/.test(part)) items.push(Number(part));
    else if (Object.hasOwn(variables, part)) items.push(variables[part]);
    else throw new Error(`no ${part}`);
  }
  for (let at = items.length - 2; at >= 0; at -= 1) {
    const isSign = items[at] === "-" && (at === 0 || typeof items[at - 1] !== "number");
    if (isSign && typeof items[at + 1] === "number") items.splice(at, 2, -items[at + 1]);
  }
  for (const level of levels) {
    const find = (item) => typeof item === "string" && level.includes(item);
    for (;;) {
      const at = right.includes(level[0]) ? items.findLastIndex(find) : items.findIndex(find);
      if (at < 0) break;
      const [a, operator, b] = items.slice(at - 1, at + 2);
      if (at < 1 || typeof a !== "number" || typeof b !== "number") throw new Error("operand missing");
      const value =
        operator === "+" ? a + b
        : operator === "-" ? a - b
        : operator === "*" ? a * b
        : operator === "|" ? Math.max(a, b)
        : Math.min(a, b);
      items.splice(at - 1, 3, value);
    }
  }
  if (items.length !== 1 || typeof items[0] !== "number") throw new Error("no formula");
  return items[0] + 0;
}
