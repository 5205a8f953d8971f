// Random texts for tests: few different lines, so that they repeat, in every kind of line ending.

/** Numbers in [0, 1) that are the same on each run (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function pick<Value>(random: () => number, values: readonly Value[]): Value {
  const value = values[Math.floor(random() * values.length)];
  if (value === undefined) throw new Error("nothing to pick from");
  return value;
}

export function upTo(random: () => number, most: number): number {
  return Math.floor(random() * (most + 1));
}

const words = ["total", "items", "price", "cart", "été", "😀", "x", "count"];

export function randomLine(random: () => number): string {
  const indent = pick(random, ["", "", "  ", "    ", "\t", "\t\t"]);
  const word = () => pick(random, words);
  return pick(random, [
    () => "",
    () => `${indent}}`,
    () => `${indent}${word()} = ${word()};`,
    () => `${indent}return ${word()};`,
    () => `${indent}if (${word()}) {`,
    () => `${indent}call(${word()}, ${word()}, ${upTo(random, 99)});`,
    () => `${indent}// ${word()} ${word()} ${word()} of the ${word()}`,
  ])();
}

export function randomLines(random: () => number, most = 30): string[] {
  return Array.from({ length: upTo(random, most) }, () => randomLine(random));
}

/** Mostly one kind of ending, sometimes mixed, sometimes none at the end. */
export function inEndings(lines: readonly string[], random: () => number): string {
  const usual = pick(random, ["\n", "\n", "\r\n"]);
  const isMixed = random() < 0.1;
  const text = lines
    .map((line) => line + (isMixed ? pick(random, ["\n", "\r\n"]) : usual))
    .join("");
  return random() < 0.3 ? text.replace(/\r?\n$/, "") : text;
}

export function randomText(random: () => number): string {
  return inEndings(randomLines(random), random);
}
