// Compares what an answer matched with the case's lists and groups, and with what the reference matched on the rest.
import type { Regex } from "../../../core/protocol/case/regex.ts";
import type { Check } from "../../../core/protocol/grade.ts";
import type { Match } from "./matcher.ts";

export type ToCompare = {
  spec: Pick<Regex, "positives" | "negatives" | "groups">;
  /** Positives, negatives, texts with groups, then any others. */
  texts: readonly string[];
  /** By text, both. */
  actual: readonly Match[];
  expected: readonly Match[];
};

/** One check for each list. */
export function compareMatches({ spec, texts, actual, expected }: ToCompare): Check[] {
  const { positives, negatives, groups = [] } = spec;
  const [first, second] = [positives.length, positives.length + negatives.length];
  const third = second + groups.length;
  const wrong = (from: number, to: number, isWrong: (at: number) => boolean) =>
    texts.slice(from, to).filter((_, at) => isWrong(from + at));
  const at = (list: readonly Match[], index: number) => list[index] ?? null;
  return [
    listCheck(
      "positives",
      first,
      wrong(0, first, (index) => at(actual, index) === null),
    ),
    listCheck(
      "negatives",
      second - first,
      wrong(first, second, (index) => at(actual, index) !== null),
    ),
    listCheck(
      "groups",
      groups.length,
      wrong(second, third, (index) => !capturesAsWanted(at(actual, index), groups[index - second])),
    ),
    listCheck(
      "like the reference",
      texts.length - third,
      wrong(third, texts.length, (index) => !alike(at(actual, index), at(expected, index), groups)),
    ),
  ].filter(({ name }) => name !== "groups" || groups.length > 0);
}

const textsShown = 5;
const charactersShown = 80;

function listCheck(name: string, count: number, wrong: readonly string[]): Check {
  if (wrong.length === 0) return { name, ok: true };
  const shown = wrong
    .slice(0, textsShown)
    .map((text) => JSON.stringify(text.slice(0, charactersShown)));
  return { name, ok: false, detail: `${wrong.length} of ${count} wrong: ${shown.join(", ")}` };
}

type Wanted = NonNullable<Regex["groups"]>[number];

function capturesAsWanted(match: Match, wanted: Wanted | undefined): boolean {
  if (match === null || wanted === undefined) return false;
  const { captures, named = {} } = wanted;
  if (captures !== undefined && !sameCaptures(match.captures, captures)) return false;
  return Object.entries(named).every(([name, value]) => match.named[name] === value);
}

/** Groups count where the case asks for them: by number, by name, or not at all. */
function alike(actual: Match, expected: Match, groups: readonly Wanted[]): boolean {
  if (actual === null || expected === null) return actual === expected;
  const counts = groups.some(({ captures }) => captures !== undefined);
  const names = new Set(groups.flatMap(({ named = {} }) => Object.keys(named)));
  return (
    (!counts || sameCaptures(actual.captures, expected.captures)) &&
    [...names].every((name) => actual.named[name] === expected.named[name])
  );
}

function sameCaptures(a: readonly (string | null)[], b: readonly (string | null)[]): boolean {
  return a.length === b.length && a.every((value, at) => value === b[at]);
}
