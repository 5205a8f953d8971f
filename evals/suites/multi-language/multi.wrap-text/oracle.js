// Works on lists of code points; the places where a long word is broken are computed from its end.
export default ({ params, random }) => {
  const { mark, least } = params;
  const pieces = (word, width) => {
    if (word.length <= width) return [word];
    const list = [];
    let at = 0;
    while (word.length - at > width) {
      const end = Math.min(at + width - 1, word.length - least);
      list.push([...word.slice(at, end), mark]);
      at = end;
    }
    return [...list, word.slice(at)];
  };
  const wrap = (text, width) => {
    const lines = [];
    for (const word of text.split(" ").filter((part) => part !== "")) {
      const points = Array.from(word);
      const last = lines[lines.length - 1];
      if (last !== undefined && points.length <= width && last.length + 1 + points.length <= width) {
        last.push(" ", ...points);
      } else lines.push(...pieces(points, width).map((piece) => [...piece]));
    }
    return lines.map((line) => line.join(""));
  };
  const letters = [..."abcdefghijklmnopqrstuvwxyz"];
  const word = (length, from = letters) => Array.from({ length }, () => random.pick(from)).join("");
  const words = (count, most, from) =>
    Array.from({ length: count }, () => word(random.int(1, most), from)).join(" ");
  const wide = [..."äßéñøλжш日本語字"];
  const emoji = [..."😀🚀🎉🐙🍋🌍"];
  const width = random.int(10, 16);
  const inputs = [
    ["empty", "", width],
    ["spaces alone", "    ", width],
    ["one word", word(5), width],
    ["words", words(24, 7), width],
    ["many words", words(120, 9), width + 11],
    ["exact fit", `${word(4)} ${word(width - 5)} ${word(3)}`, width],
    ["one too many", `${word(4)} ${word(width - 4)} ${word(3)}`, width],
    ["spaces between", `  ${word(3)}    ${word(2)}  ${word(width - 8)}   ${word(6)}  `, width],
    ["word as wide as the line", `${word(2)} ${word(width)} ${word(2)}`, width],
    ["one code point too long", `${word(width + 1)}`, width],
    ["two too long", `${word(width + 2)} ${word(1)}`, width],
    ["three too long", `${word(width + 3)} ${word(2)}`, width],
    ["long word behind another", `${word(2)} ${word(width + 6)} ${word(2)} ${word(3)}`, width],
    ["very long word", word(width * 4 + 3), width],
    ["long words of every length", Array.from({ length: 12 }, (_, at) => word(width * 2 - 4 + at)).join(" "), width],
    ["word with the mark", `${word(4)}${mark}${word(4)} ${word(width - 1)}${mark}${word(5)}`, width],
    ["accents", words(30, 9, wide), width],
    ["long words with accents", `${word(width * 2 + 5, wide)} ${word(2, wide)}`, width],
    ["emoji", words(20, 8, emoji), width],
    ["long words of emoji", `${word(width + 1, emoji)} ${word(width, emoji)} ${word(width * 2, emoji)}`, width],
    ["tabs and no-break spaces", `a\tb c\u00a0d\u2003e ${word(6)}\t${word(5)} ${word(width)}\u00a0`, width],
    ["combining marks count", `${"e\u0301".repeat(8)} ${"o\u0308".repeat(3)}`, width],
    ["mixed", words(60, width + 8, [...letters, ...wide, ...emoji]), width],
    ["narrow", words(40, 24), 10],
    ["wide", words(30, 24), 200],
  ];
  return {
    grader: {
      tests: inputs.map(([name, text, at]) => ({ name, args: [text, at], expected: wrap(text, at) })),
    },
  };
};
