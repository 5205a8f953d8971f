const rank = new Map();
["{{ops1}}", "{{ops2}}", "{{ops3}}"].forEach((level, at) => {
  for (const operator of level) rank.set(operator, at);
});
const fromRight = new Set("{{rightOnes}}");

/** Sorts the tokens into postfix order, then computes it. */
export function {{entryName}}(text, variables) {
  const output = [];
  const held = [];
  let afterOperand = false;
  for (const token of tokens(text)) {
    const isOperand = typeof token === "object";
    if (isOperand || token === "(" || (token === "-" && !afterOperand)) {
      if (afterOperand) throw new SyntaxError("two operands in a row");
      if (isOperand) output.push(token);
      else held.push(token === "-" ? "negate" : token);
      afterOperand = isOperand;
      continue;
    }
    if (!afterOperand) throw new SyntaxError(`nothing before ${token}`);
    while (held.length > 0 && held.at(-1) !== "(" && goesFirst(held.at(-1), token)) output.push(held.pop());
    if (token !== ")") {
      held.push(token);
      afterOperand = false;
    } else if (held.pop() !== "(") throw new SyntaxError("unmatched )");
  }
  if (!afterOperand) throw new SyntaxError("the formula ends too early");
  while (held.length > 0) output.push(held.pop());
  return compute(output, variables);
}

function goesFirst(held, token) {
  if (held === "negate" || token === ")") return true;
  const difference = rank.get(held) - rank.get(token);
  return difference > 0 || (difference === 0 && !fromRight.has(token));
}

function* tokens(text) {
  const word = /[0-9]+|[A-Za-z_]\w*/y;
  for (let at = 0; at < text.length; ) {
    const letter = text[at];
    word.lastIndex = at;
    const found = word.exec(text)?.[0];
    if (found !== undefined) yield /^[0-9]/.test(found) ? { number: Number(found) } : { name: found };
    else if ("+-*|&()".includes(letter)) yield letter;
    else if (letter !== " ") throw new SyntaxError(`what is ${letter}?`);
    at += found?.length ?? 1;
  }
}

function compute(postfix, variables) {
  const stack = [];
  for (const item of postfix) {
    if (item === "(") throw new SyntaxError("unmatched (");
    if (typeof item === "object") {
      if (item.name !== undefined && !Object.hasOwn(variables, item.name)) throw new ReferenceError(item.name);
      stack.push(item.number ?? variables[item.name]);
      continue;
    }
    const b = stack.pop();
    if (item === "negate") stack.push(-b);
    else {
      const a = stack.pop();
      if (item === "+") stack.push(a + b);
      if (item === "-") stack.push(a - b);
      if (item === "*") stack.push(a * b);
      if (item === "|") stack.push(a > b ? a : b);
      if (item === "&") stack.push(a < b ? a : b);
    }
  }
  return stack[0] === 0 ? 0 : stack[0];
}
