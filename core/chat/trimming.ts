// Makes the references of one message fit into what is left of the window, by weight alone: nothing is rendered here.
// What may be cut, and in which order, is the one table below; the question, the selection and images are in none of it.

import type { Cut } from "./cut.ts";
import { layoutOf } from "./layout.ts";
import type { Reference, ReferenceKind } from "./reference.ts";
import type { Layout } from "./units.ts";

/** A reference with how many of its units are kept; 0: it is left out. */
export type Kept = { reference: Reference; units: number };

export type Fitted = {
  kept: readonly Kept[];
  /** More than the room where even what cannot be cut does not fit. */
  weight: number;
  cuts: readonly Cut[];
};

type Stage = {
  takes: (reference: Reference) => boolean;
  /** How many units stay at this stage. */
  least: number;
  /** `units`: the last ones of the last reference first. `whole`: all units at once. `level`: of the largest first. */
  manner: "units" | "whole" | "level";
};

const isKind = (kind: ReferenceKind) => (reference: Reference) => reference.kind === kind;
const isOpenEditor = (reference: Reference) =>
  reference.kind === "file" && reference.origin === "openEditor";
const isMentioned = (reference: Reference) =>
  reference.kind === "symbol" || (reference.kind === "file" && reference.origin === "mention");

/** First come the least important: what nobody asked for, then what can be looked up, then what was named by hand. */
const stages: readonly Stage[] = [
  { takes: isOpenEditor, least: 0, manner: "whole" },
  { takes: isKind("surroundings"), least: 0, manner: "whole" },
  { takes: isKind("folder"), least: 1, manner: "units" },
  { takes: isKind("folder"), least: 0, manner: "units" },
  { takes: isKind("terminal"), least: 0, manner: "units" },
  { takes: isKind("changes"), least: 0, manner: "units" },
  { takes: isMentioned, least: 0, manner: "level" },
  { takes: isKind("problems"), least: 0, manner: "units" },
];

export function fitReferences(references: readonly Reference[], room: number): Fitted {
  const kept = references.map((reference): Measured => {
    const { weights } = layoutOf(reference);
    return { reference, weights, units: weights.length };
  });
  const total = () => kept.reduce((sum, each) => sum + weightOf(each), 0);
  let weight = total();
  for (const { takes, least, manner } of stages) {
    if (weight <= room) break;
    const taken = kept.filter(({ reference }) => takes(reference));
    if (manner === "level") level(taken, weight - room);
    else shorten(taken, weight - room, { least, isWhole: manner === "whole" });
    weight = total();
  }
  return { kept, weight, cuts: cutsOf(kept) };
}

type Measured = Kept & Pick<Layout, "weights">;

function weightOf({ weights, units }: Measured): number {
  return weights[units - 1] ?? 0;
}

function shorten(
  taken: readonly Measured[],
  overflow: number,
  { least, isWhole }: { least: number; isWhole: boolean },
): void {
  let rest = overflow;
  for (const each of taken.toReversed()) {
    if (rest <= 0) return;
    const before = weightOf(each);
    if (isWhole) each.units = 0;
    else each.units = Math.max(Math.min(least, each.units), unitsWithin(each, before - rest));
    rest -= before - weightOf(each);
  }
}

/** Cuts the largest down to one level, so that small ones stay whole and nobody loses more than it must. */
function level(taken: readonly Measured[], overflow: number): void {
  let available = taken.reduce((sum, each) => sum + weightOf(each), 0) - overflow;
  const bySize = taken.toSorted((one, other) => weightOf(one) - weightOf(other));
  for (const [index, each] of bySize.entries()) {
    each.units = unitsWithin(each, Math.floor(available / (bySize.length - index)));
    available -= weightOf(each);
  }
}

/** How many units weigh at most this much; 0 when not even one does. */
function unitsWithin({ weights, units }: Measured, limit: number): number {
  if ((weights[units - 1] ?? 0) <= limit) return units;
  let low = 0;
  // The whole may weigh less than the whole without its last unit, which has a mark more; below it they only grow.
  let high = units - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((weights[middle - 1] ?? 0) <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}

function cutsOf(kept: readonly Measured[]): Cut[] {
  const cuts: Cut[] = [];
  const hasProblems = kept.some(
    ({ reference, units }) => reference.kind === "problems" && units > 0,
  );
  for (const { takes } of stages) {
    for (const each of kept) {
      if (each.units === each.weights.length || !takes(each.reference)) continue;
      const cut = cutOf(each);
      if (cut.what === "problems" && hasProblems) cut.what = "someProblems";
      const same = cuts.find(({ what, name }) => what === cut.what && name === cut.name);
      if (same === undefined) cuts.push(cut);
      else if (cut.what === "openEditors") same.count += 1;
    }
  }
  return cuts;
}

function cutOf({ reference, units, weights }: Measured): Cut {
  const isGone = units === 0;
  const count = weights.length - units;
  switch (reference.kind) {
    case "surroundings":
      return { what: "surroundings", count: 1, name: "" };
    case "folder":
      return { what: isGone ? "folder" : "folderFiles", count, name: reference.path };
    case "terminal":
      return { what: isGone ? "terminal" : "terminalStart", count: 1, name: "" };
    case "changes":
      return { what: isGone ? "changes" : "changedFiles", count, name: reference.scope };
    case "problems":
      return { what: isGone ? "problems" : "someProblems", count: 1, name: "" };
    case "file":
      if (reference.origin === "openEditor") return { what: "openEditors", count: 1, name: "" };
      return { what: isGone ? "reference" : "referenceEnd", count: 1, name: reference.path };
    case "symbol":
      return { what: isGone ? "reference" : "referenceEnd", count: 1, name: reference.name };
    case "selection":
    case "image":
      throw new Error(`A reference of kind ${reference.kind} is never cut.`);
  }
}
