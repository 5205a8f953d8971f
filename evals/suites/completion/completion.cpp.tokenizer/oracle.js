// Regular expressions, one after the other, at the same place. The sources here are ASCII, so columns are characters.
export default ({ params, random }) => {
  const { comment: c, quote: q, escape: e, group: g } = params;
  const literal = (char) => `\\${char}`;
  const rules = [
    ["blank", /[ \t\n]+/y],
    ["blank", new RegExp(`${literal(c)}[^\\n]*`, "y")],
    ["name", /[A-Za-z@](?:[A-Za-z@0-9]|-(?=[A-Za-z@0-9]))*/y],
    ["number", new RegExp(`[0-9]+(?:${literal(g)}[0-9]+)*`, "y")],
    ["sign", /<=|>=|=>|[()[\]{},:=<>+*/-]/y],
  ];
  const textAt = (source, start, fail) => {
    const closed = new RegExp(`${literal(q)}((?:[^\\n${literal(q)}${literal(e)}]|${literal(e)}[^\\n])*)${literal(q)}`, "y");
    closed.lastIndex = start;
    const match = closed.exec(source);
    // A wrong escape comes first in the text, so it is what counts, even when the line does not end the text.
    for (let at = start + 1; at < source.length && source[at] !== "\n" && source[at] !== q; at += 1) {
      if (source[at] !== e) continue;
      if (at + 1 >= source.length || source[at + 1] === "\n") break;
      if (!["n", q, e].includes(source[at + 1])) fail(at);
      at += 1;
    }
    if (match === null) fail(start);
    const pairs = match[1].match(new RegExp(`${literal(e)}.|[^]`, "g")) ?? [];
    const value = pairs.map((pair) => (pair.length === 1 ? pair : pair[1] === "n" ? "\n" : pair[1])).join("");
    return [value, closed.lastIndex];
  };
  const solve = (source) => {
    const place = (at) => {
      const lines = source.slice(0, at).split("\n");
      return `${lines.length}:${lines[lines.length - 1].length + 1}`;
    };
    const rows = [];
    let wrong;
    const fail = (at) => {
      wrong = `error at ${place(at)}`;
      throw wrong;
    };
    try {
      for (let at = 0; at < source.length; ) {
        if (source[at] === q) {
          const [value, end] = textAt(source, at, fail);
          rows.push(`${place(at)} text ${value}`);
          at = end;
          continue;
        }
        const rule = rules.find(([, pattern]) => {
          pattern.lastIndex = at;
          return pattern.test(source);
        });
        if (rule === undefined) fail(at);
        const end = rule[1].lastIndex;
        if (rule[0] === "number" && /[A-Za-z@]/.test(source[end] ?? "")) fail(end);
        const value = source.slice(at, end);
        if (rule[0] !== "blank") rows.push(`${place(at)} ${rule[0]} ${rule[0] === "number" ? value.split(g).join("") : value}`);
        at = end;
      }
    } catch (thrown) {
      if (thrown !== wrong) throw thrown;
      return [wrong];
    }
    return rows;
  };
  const n = random.int(10, 99);
  const listed = [
    ["nothing", ""],
    ["only blanks", " \t\n  \n"],
    ["names", "if @user x1 a-b"],
    ["dashes at names", "a- a--b a-1 -a a-@b a-"],
    ["numbers", `0 007 ${n} 1${g}000${g}000`],
    ["groups at the wrong place", `1${g}2 x(3)`],
    ["a letter after a number", `${n}px`],
    ["a letter after groups", `a 1${g}0x`],
    ["signs", "a<=b>=c=>d<e>f=g"],
    ["signs in a row", "<=>==>=> ()[]{},:+-*/"],
    ["texts", `${q}one${q} ${q}${q} ${q}a b${q}`],
    ["escapes", `${q}a${e}${q}b${e}${e}c${e}nd${q}`],
    ["an escape of nothing known", `x ${q}ab${e}tc${q}`],
    ["a wrong escape in an open text", `a\n ${q}ab${e}tc`],
    ["a wrong escape before the line ends a text", `${q}b${e}nc${e}xd\n${q}`],
    ["an open text", `x = ${q}abc`],
    ["a line ends a text", `a\n  ${q}abc\ndef${q}`],
    ["an escape at the end", `  ${q}abc${e}`],
    ["an escape at the end of the line", `  ${q}abc${e}\n${q}`],
    ["a comment", `a ${c} b ${q} c\nd`],
    ["a comment at the end", `a${c}`],
    ["a comment in a text", `${q}a ${c} b${q} c`],
    ["lines and columns", `a\n\n  b\n\tc ${n}\n${q}t${q}(x)`],
    ["after a text with escapes", `${q}${e}n${e}n${q} a\nb`],
    ["an unknown character", "a\n b ! c"],
    ["an unknown character at the start", "?a"],
    ["an escape outside a text", `a ${e} b`],
    ["everything", `@each item-2: list[0] => ${q}say ${e}${q}hi${e}${q}${q} ${c} done\n  total = 1${g}500 - x`],
  ];
  const parts = ["a", "b-1", "7", `1${g}2`, "<=", "=", ">", "-", `${q}x${q}`, `${q}${e}n${q}`, "\n", " ", `${c}z\n`];
  for (let round = 0; round < 8; round += 1) {
    listed.push([`random source ${round}`, Array.from({ length: 14 }, () => random.pick(parts)).join("")]);
  }
  return {
    values: { quoteCode: q === "'" ? "\\'" : q },
    grader: { tests: listed.map(([name, source]) => ({ name, args: [source], expected: solve(source) })) },
  };
};
