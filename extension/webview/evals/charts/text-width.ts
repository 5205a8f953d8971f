// How wide a label will be, guessed from its letters, so that layout needs no browser. On the wide side, because a gap is
// better than an overlap. For the 11 px of the chart's sheet.

const narrow = /[ .,:;'|!()[\]iIjlrft·-]/;
const wide = /[MWmw%@…—×≤]/;
const capital = /[A-Z]/;
/** Where scripts begin whose letters are as wide as they are high. */
const firstWideScript = 0x1100;

export function textWidth(text: string): number {
  let width = 0;
  for (const letter of text) width += letterWidth(letter);
  return width;
}

/** How much wider letters are in bold. */
export const boldFactor = 1.12;

/** Of letters in bold. */
export function boldWidth(text: string): number {
  return textWidth(text) * boldFactor;
}

/** The text, or as much of its two ends as fits: names of cases begin alike. */
export function fittedMiddle(text: string, room: number): string {
  if (textWidth(text) <= room) return text;
  const half = (room - letterWidth("…")) / 2;
  const letters = [...text];
  const end = [...start(letters.toReversed(), half)].reverse().join("");
  return `${start(letters, half)}…${end}`;
}

function start(letters: readonly string[], room: number): string {
  let width = 0;
  let kept = "";
  for (const letter of letters) {
    width += letterWidth(letter);
    if (width > room) break;
    kept += letter;
  }
  return kept;
}

function letterWidth(letter: string): number {
  if ((letter.codePointAt(0) ?? 0) >= firstWideScript && !wide.test(letter)) return 13;
  if (narrow.test(letter)) return 4.3;
  if (wide.test(letter)) return 10.5;
  return capital.test(letter) ? 7.9 : 7;
}
