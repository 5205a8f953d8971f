// Looks at a text letter by letter. Floats come as [text]; all of them are written alike in JavaScript and Python.
export default ({ params, random }) => {
  const { delimiter, yes, style } = params;
  const no = { yes: "no", true: "false", 1: "0" }[yes];
  const cell = (value) => {
    if (value === null) return "";
    if (Array.isArray(value)) return String(Number(value[0]));
    if (typeof value === "boolean") return value ? yes : no;
    if (typeof value === "number") return String(value);
    const letters = [...(["=", "+", "-", "@"].includes(value[0]) ? `'${value}` : value)];
    const special = [delimiter, '"', "\n", "\r", ...(style === "backslash" ? ["\\"] : [])];
    const ends = [letters[0], letters[letters.length - 1]];
    if (letters.length > 0 && !ends.includes(" ") && !letters.some((letter) => special.includes(letter))) return letters.join("");
    const escaped = letters.map((letter) => {
      if (style === "double") return letter === '"' ? '""' : letter;
      return letter === '"' || letter === "\\" ? `\\${letter}` : letter;
    });
    return `"${escaped.join("")}"`;
  };
  const solve = (rows) => rows.map((row) => `${row.map(cell).join(delimiter)}\n`).join("");
  const n = random.int(2, 999);
  const listed = [
    ["no rows", []],
    ["an empty row", [[]]],
    ["plain texts", [["name", "city"], ["Ada", "Bonn"]]],
    ["none and empty", [[null, "", null]]],
    ["one empty cell", [[null]]],
    ["truth", [[true, false]]],
    ["numbers", [[n, -n, 0, ["2.5"], ["-0.125"]]]],
    ["floats without a fraction", [[[`${n}.0`], ["-3.0"], ["0.0"], ["1e15"], [`${n}.5`]]]],
    ["numbers as text", [[`${n}`, `-${n}`, `+${n}`]]],
    ["every delimiter", [["a;b", "a,b", "a|b"]]],
    ["quotes", [['say "hi"', '"']]],
    ["line breaks", [["two\nlines", "carriage\rreturn", "both\r\n"]]],
    ["blanks at the ends", [[" a", "b ", " ", "a b"]]],
    ["tabs are no blanks", [["\ta", "b\t"]]],
    ["formulas", [["=SUM(A1)", "@home", "-", "a=b"]]],
    ["formulas that are quoted", [["=A;B,C|D", '="x"', "- x "]]],
    ["a blank before a formula", [[" =1"]]],
    ["backslashes", [["C:\\temp", "\\", '\\"']]],
    ["letters beyond ASCII", [["Größe", "naïve — ok", "日本"]]],
    ["text that looks like truth", [["true", "yes", "None", "0"]]],
    ["several rows", [[n, "x"], [], [null, true], ["y z", '"q"']]],
  ];
  const escapes = {
    double: "text.replace(_QUOTE, _QUOTE + _QUOTE)",
    backslash: 'text.replace("\\\\", "\\\\\\\\").replace(_QUOTE, "\\\\" + _QUOTE)',
  };
  return {
    values: {
      no,
      backslashToo: style === "backslash" ? ", or a backslash" : "",
      styleText:
        style === "double"
          ? "Inside quotes every quote is doubled."
          : "Inside quotes a backslash stands before every quote and every backslash.",
      escape: escapes[style],
      otherEscape: escapes[style === "double" ? "backslash" : "double"],
      specialToo: style === "backslash" ? ', "\\\\"' : "",
      specialPattern: style === "backslash" ? "\\\\" : "",
    },
    grader: { tests: listed.map(([name, rows]) => ({ name, args: [rows], expected: solve(rows) })) },
  };
};
