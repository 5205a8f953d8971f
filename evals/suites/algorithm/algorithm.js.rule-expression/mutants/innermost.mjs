const levels = ["{{ops3}}", "{{ops2}}", "{{ops1}}"];
const right = "{{rightOnes}}";

export function {{entryName}}(text, variables) {
  if (/[^-+*|&()\w ]/.test(text)) throw new Error("unknown character");
  const items = ["("];
  for (const [part] of text.matchAll(/\d+|[A-Za-z_]\w*|[-+*|&()]/g)) {
    if (/^\d/.test(part)) items.push(Number(part));
    else if (!/^\w/.test(part)) items.push(part);
    else if (Object.hasOwn(variables, part)) items.push(variables[part]);
    else throw new Error(`no ${part}`);
  }
  items.push(")");
  for (let close = items.indexOf(")"); close >= 0; close = items.indexOf(")")) {
    const open = items.lastIndexOf("(", close);
    if (open < 0) throw new Error("unmatched )");
    items.splice(open, close - open + 1, flat(items.slice(open + 1, close)));
  }
  if (items.length !== 1) throw new Error("no formula");
  return items[0] + 0;
}

function flat(items) {
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
      items.splice(at - 1, 3, compute(operator, a, b));
    }
  }
  if (items.length !== 1 || typeof items[0] !== "number") throw new Error("no formula");
  return items[0];
}

function compute(operator, a, b) {
  if (operator === "+") return a + b;
  if (operator === "-") return a - b;
  if (operator === "*") return a * b;
  return operator === "|" ? Math.max(a, b) : Math.min(a, b);
}
