// Makes strings on which a pattern with exponential backtracking does not end: the start of a text that matches, a piece
// of it many times, and an end that fits nothing. On strings this short even a cubic pattern takes milliseconds.

/** Doubling at every piece, or growing by half, is beyond any machine; and the third power of it is not. */
const repeats = 64;
/** Fits neither a dot nor, as a rule, a class. */
const misfit = "\n\u0001";
const mostTexts = 8;
const mostPlaces = 10;
const longestStart = 30;

export function pumpedTexts(positives: readonly string[]): string[] {
  const texts = spread([...new Set(positives)].filter(Boolean), mostTexts);
  const pumped = texts.flatMap((text) => {
    const characters = [...text];
    const places = spread([...characters.slice(0, longestStart).keys()], mostPlaces);
    return places.flatMap((at) =>
      [1, 2, 3].flatMap((length) => {
        const end = at + length;
        if (end > characters.length) return [];
        const start = characters.slice(0, at).join("");
        return start + characters.slice(at, end).join("").repeat(repeats) + misfit;
      }),
    );
  });
  return [...new Set(pumped)];
}

/** At most `count` of a list, evenly from all of it. */
function spread<T>(list: readonly T[], count: number): T[] {
  const step = Math.max(1, list.length / count);
  return list.filter((_, at) => Math.floor(at / step) !== Math.floor((at - 1) / step));
}
