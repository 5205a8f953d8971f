// What is wrong with a configuration and where, and how a list of that is told. Knows neither YAML nor schema.
import { plainLine } from "../../evals/report/plain-line.ts";

export type Path = readonly (string | number)[];
export type Problem = { path: Path; sentence: string };

/** Both from 1. */
export type Place = { line: number; col: number };
export type PlacedProblem = Problem & Place;

const mostTold = 20;
const longestName = 60;

/** `FILE:LINE:COL: path: sentence`, in the order of the file. */
export function toldProblems(file: string, problems: readonly PlacedProblem[]): string[] {
  const told = problems
    .toSorted((a, b) => a.line - b.line || a.col - b.col)
    .map(({ line, col, path, sentence }) =>
      [`${file}:${line}:${col}`, ...(path.length === 0 ? [] : [pathText(path)]), sentence].join(
        ": ",
      ),
    );
  // A parser stumbles more than once over the same stone.
  const distinct = [...new Set(told)];
  const more = distinct.length - mostTold;
  return more > 0 ? [...distinct.slice(0, mostTold), `${file}: and ${more} more.`] : distinct;
}

/** `upstreams.big.url`, `routes[0].task`, `models["a.b"]`. */
export function pathText(path: Path): string {
  return path
    .map((step, index) => {
      if (typeof step === "number") return `[${step}]`;
      if (!/^[\w-]{1,60}$/.test(step)) return `[${JSON.stringify(plainLine(step, longestName))}]`;
      return index === 0 ? step : `.${step}`;
    })
    .join("");
}
