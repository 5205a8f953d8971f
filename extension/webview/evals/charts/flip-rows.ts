// Cases whose verdict changes between epochs, brought to the top, and how many rows of how many are shown.
import type { Verdict } from "../../../../core/protocol/grade.ts";

export type FlipCase = { id: string; epochs: { epoch: number; verdict: Verdict }[] };
export type FlipCell = {
  epoch: number;
  verdict: Verdict;
  /** The last epoch with a pass or a fail had the other one. */
  isChange: boolean;
};
export type FlipRow = { id: string; isFlipped: boolean; cells: FlipCell[] };
export type FlipRows = {
  rows: FlipRow[];
  epochs: number[];
  cases: number;
  flipped: number;
  /** Of the cases that are not in `rows`: how many, and how many of them flipped. */
  leftOut: number;
  flippedLeftOut: number;
};

const steadyShown = 200;
/** More marks than this make a page slow. */
const maxCells = 2000;

export function flipRows(cases: readonly FlipCase[]): FlipRows {
  const all = cases.map(flipRow);
  const flipped = all.filter((row) => row.isFlipped);
  const steady = all.filter((row) => !row.isFlipped);
  const epochs = [...new Set(cases.flatMap((one) => one.epochs.map(({ epoch }) => epoch)))];
  const room = Math.max(1, Math.floor(maxCells / Math.max(1, epochs.length)));
  const rows = [...flipped, ...steady.slice(0, steadyShown)].slice(0, room);
  return {
    rows,
    epochs: epochs.sort((a, b) => a - b),
    cases: cases.length,
    flipped: flipped.length,
    leftOut: all.length - rows.length,
    flippedLeftOut: Math.max(0, flipped.length - rows.length),
  };
}

function flipRow({ id, epochs }: FlipCase): FlipRow {
  let last: Verdict | undefined;
  const cells = epochs
    .toSorted((a, b) => a.epoch - b.epoch)
    .map(({ epoch, verdict }) => {
      const isGraded = verdict === "pass" || verdict === "fail";
      const isChange = isGraded && last !== undefined && verdict !== last;
      if (isGraded) last = verdict;
      return { epoch, verdict, isChange };
    });
  return { id, isFlipped: cells.some(({ isChange }) => isChange), cells };
}
