// Takes one piece after the other off the front by a pattern.
export default ({ params, random }) => {
  const { escape, mark, fewest, most } = params;
  const quoted = (text) => text.replace(/[\^*|]/g, "\\$&");
  const e = quoted(escape);
  const piece = new RegExp(`^(?:([^${e}])|(${e}${e})|${e}([1-9][0-9]*)${quoted(mark)}([^]))`, "u");
  const unpack = (text) => {
    let rest = text;
    let original = "";
    while (rest !== "") {
      const match = piece.exec(rest);
      if (match === null) return null;
      const [whole, plain, twice, count, character] = match;
      if (count !== undefined && (Number(count) < fewest || Number(count) > most)) return null;
      original += plain ?? (twice === undefined ? character.repeat(Number(count)) : escape);
      rest = rest.slice(whole.length);
    }
    return original;
  };
  const run = (count, character) => `${escape}${count}${mark}${character}`;
  const some = () => random.int(fewest, most);
  const letter = () => random.pick([..."abcdefghk"]);
  const mixed = () =>
    Array.from({ length: 8 }, () =>
      random.pick([letter(), `${letter()}${letter()}`, run(random.int(fewest, 12), letter()), escape + escape, "é", "🐙", String(random.int(0, 99))]),
    ).join("");
  const texts = [
    ["empty", ""],
    ["plain", "plain text, 12 words"],
    ["a run", run(some(), letter())],
    ["shortest run", `a${run(fewest, "b")}c`],
    ["longest run", run(most, "z")],
    ["run too short", run(fewest - 1, "b")],
    ["run too long", run(most + 1, "b")],
    ["nothing of it", run(0, "b")],
    ["huge number", run("99999999999999999999999", "b")],
    ["escape twice", `${escape}${escape}`],
    ["escape four times", `x${escape.repeat(4)}y`],
    ["escape three times", escape.repeat(3)],
    ["run behind an escaped escape", `${escape}${escape}${run(fewest, "q")}`],
    ["no run behind an escaped escape", `${escape}${escape}${fewest}${mark}q`],
    ["run of escapes", run(fewest + 1, escape)],
    ["run of escapes and one more", `${run(fewest, escape)}${escape}`],
    ["run of marks", `${run(fewest, mark)}${mark}`],
    ["run of digits", `${run(fewest + 2, "7")}7`],
    ["run of spaces", `a${run(fewest, " ")}b`],
    ["run of line ends", run(fewest, "\n")],
    ["run of emoji", `${run(fewest, "🐙")}🐙`],
    ["run of accents", `é${run(fewest + 1, "é")}日${run(fewest, "日")}`],
    ["run of combining marks", `e${run(fewest, "\u0301")}`],
    ["escape at the end", `abc${escape}`],
    ["number at the end", `abc${escape}${fewest}`],
    ["mark at the end", `abc${escape}${fewest}${mark}`],
    ["no number", `${escape}${mark}a`],
    ["leading zero", run(`0${fewest + 3}`, "a")],
    ["letter behind escape", `${escape}n`],
    ["sign", run(`+${fewest}`, "a")],
    ["space in the number", run(` ${fewest}`, "a")],
    ["other digits", run("٣٣", "a")],
    ["no mark", `${escape}${fewest}a`],
    ["emoji for a mark", `${escape}${fewest}🐙a`],
    ["mark alone", `a${mark}b`],
    ...[1, 2, 3, 4].map((round) => [`mixed ${round}`, mixed()]),
    ["mixed and broken", `${mixed()}${escape}${letter()}${mixed()}`],
  ];
  return {
    values: { quoted: `[${escape === "^" ? "\\^" : escape}]`, classed: escape === "^" ? "\\^" : escape, quotedMark: `[${mark}]` },
    grader: { tests: texts.map(([name, text]) => ({ name, args: [text], expected: unpack(text) })) },
  };
};
