// How a part of a prompt can be shortened: a frame around units (lines, files, problems) in the order in which they are
// kept, with what it weighs for each number of units. Knows neither references nor windows.

import { weigh, weightAt } from "./estimate.ts";

export type Layout = {
  /** What it weighs with its first unit, with its first two, and so on to all of them. */
  weights: readonly number[];
  /** With the first `kept` units; all of them are the whole. */
  render(kept: number): string;
};

/** What stands between two parts of a message. */
export const separator = "\n\n";

/** A part that goes whole or not at all; `more` is the weight of what is no text. */
export function wholeLayout(text: string, more = 0): Layout {
  return { weights: [weigh(text) + more + separator.length], render: () => text };
}

/** `unitEnds`: what the first unit weighs, the first two, and so on. `mark` is what is added where units are missing. */
export function unitsLayout(
  unitEnds: readonly number[],
  { mark, render }: { mark: string; render(kept: number): string },
): Layout {
  const last = unitEnds.length - 1;
  const whole = weigh(render(unitEnds.length)) + separator.length;
  // A line feed more, for text that loses the one at its end.
  const frame = whole - (unitEnds[last] ?? 0) + weigh(mark) + 1;
  return {
    weights: unitEnds.map((end, index) => (index === last ? whole : frame + end)),
    render,
  };
}

/** What the first of these texts weighs, the first two, and so on. */
export function endsOf(units: readonly string[]): number[] {
  let weight = 0;
  return units.map((unit) => {
    weight += weigh(unit);
    return weight;
  });
}

/** Where each line of a text ends, and what the text weighs up to there. */
export function lineEnds(text: string): { offsets: number[]; weights: number[] } {
  const offsets: number[] = [];
  const weights: number[] = [];
  let weight = 0;
  for (let index = 0; index < text.length; index += 1) {
    weight += weightAt(text, index);
    if (text.charCodeAt(index) !== 10 && index + 1 < text.length) continue;
    offsets.push(index + 1);
    weights.push(weight);
  }
  return offsets.length === 0 ? { offsets: [0], weights: [0] } : { offsets, weights };
}
