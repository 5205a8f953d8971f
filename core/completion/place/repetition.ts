// Recognises a text that goes round in circles: a unit shorter than a line that a model repeats until it runs out of
// tokens. Repeated whole lines are the business of who looks at lines.

export type Loop = {
  /** Where the first unit starts. */
  start: number;
  /** UTF-16 length of the unit. */
  unit: number;
};

/** The endless repetition a text ends with; undefined when it ends with something else. */
export function loopAtEnd(text: string): Loop | undefined {
  for (let unit = 1; unit <= maxUnit && unit * minRepeats <= text.length; unit++) {
    let start = text.length - unit;
    while (start > 0 && text[start - 1] === text[start - 1 + unit]) start -= 1;
    const length = text.length - start;
    if (length < Math.max(unit * minRepeats, minLength)) continue;
    // A ruler in a comment, or white space that aligns something.
    const isRuler = !/[\p{L}\p{N}]/u.test(text.slice(start, start + unit));
    if (!isRuler || length >= maxRuler) return { start, unit };
  }
  return undefined;
}

const maxUnit = 64;
const minRepeats = 5;
// Below it a short unit may well be data, as in `[0, 0, 0, 0, 0]`.
const minLength = 40;
const maxRuler = 120;
