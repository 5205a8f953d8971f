const levels = ["{{ops1}}", "{{ops2}}", "{{ops3}}"];
const right = "{{rightOnes}}";
const apply = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "|": (a, b) => Math.max(a, b),
  "&": (a, b) => Math.min(a, b),
};
const levelOf = (operator) => (operator === "~" ? 9 : levels.findIndex((level) => level.includes(operator)));

export function {{entryName}}(text, variables) {
  const token = / *(?:([0-9]+)|([A-Za-z_][A-Za-z0-9_]*)|([-+*|&()]))/y;
  const end = text.replace(/ +$/, "").length;
  const values = [];
  const operators = [];
  let operandNext = true;
  while (token.lastIndex < end) {
    const match = token.exec(text);
    if (match === null) throw new Error("unknown character");
    operandNext = match[3] === undefined ? operand(match, operandNext) : sign(match[3], operandNext);
  }
  if (operandNext) throw new Error("an operand is missing");
  if (operators.includes("(")) throw new Error("( is not closed");
  while (operators.length > 0) reduce();
  return values[0] + 0;

  function operand([, number, name], expected) {
    if (!expected) throw new Error("an operator is missing");
    if (number !== undefined) values.push(Number(number));
    else pushVariable(name);
    return false;
  }

  function pushVariable(token) {
    if (!Object.hasOwn(variables, token)) throw new Error(`no ${token}`);
    values.push(variables[token]);
  }

  function sign(operator, expected) {
    if (expected) {
      if (operator !== "-" && operator !== "(") throw new Error("an operand is missing");
      operators.push(operator === "-" ? "~" : "(");
      return true;
    }
    if (operator === "(") throw new Error("an operator is missing");
    if (operator === ")") {
      while (operators.length > 0 && operators.at(-1) !== "(") reduce();
      if (operators.pop() === undefined) throw new Error(") was not opened");
      return false;
    }
    const level = levelOf(operator);
    while (operators.length > 0 && operators.at(-1) !== "(") {
      const before = levelOf(operators.at(-1));
      if (before < level || (before === level && right.includes(operator))) break;
      reduce();
    }
    operators.push(operator);
    return true;
  }

  function reduce() {
    const operator = operators.pop();
    if (operator === "~") values.push(0 - values.pop());
    else {
      const second = values.pop();
      values.push(apply[operator](values.pop(), second) + 0);
    }
  }
}
