// Makes characters visible that could make a text read as another one: those that turn the reading direction, and in names
// everything that has no width. What is copied or sent keeps them; only what is shown changes.

const turning = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
const everyTurning = new RegExp(turning, "gu");
const everyHidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** For a path or another name, which stands in one line. */
export function visibleName(name: string): string {
  return name.replace(everyHidden, mark);
}

/** For a line of code. */
export function visibleLine(line: string): string {
  return turning.test(line) ? line.replace(everyTurning, mark) : line;
}

export function turnsDirection(text: string): boolean {
  return turning.test(text);
}

function mark(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `[U+${code.toString(16).toUpperCase().padStart(4, "0")}]`;
}
