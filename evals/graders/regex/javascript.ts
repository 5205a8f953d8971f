// Matches with the regular expressions of JavaScript, in a process that can be killed: backtracking knows no end.
import type { Regex } from "../../../core/protocol/case/regex.ts";
import { runEngine } from "../engine-process.ts";
import type { Match, Matcher } from "./matcher.ts";

type Options = Pick<Regex, "flags" | "match">;

/** For one text, all of which are short. */
const stepMs = 1500;

export function javascriptMatcher({ flags = "", match }: Options, signal: AbortSignal): Matcher {
  return async (pattern, texts) => {
    const input = { pattern, flags, isWhole: match !== "search", texts };
    const { lines, end } = await runEngine({ program, input, stepMs, heapMb: 256 }, signal);
    // The program below writes nothing else.
    const [first, ...matches] = lines as [{ problem?: string } | undefined, ...Match[]];
    if (first?.problem !== undefined) return { ok: false, problem: first.problem };
    return { ok: true, matches, end };
  };
}

type Input = { pattern: string; flags: string; isWhole: boolean; texts: string[] };

/** Runs in the child, so it uses nothing from outside. */
function program(
  _load: NodeJS.Require,
  { pattern, flags, isWhole, texts }: Input,
  emit: (value: { problem?: string } | Match) => void,
): void {
  let expression: RegExp;
  try {
    // By itself first, so that what is put around it cannot make a pattern of half a one.
    expression = new RegExp(pattern, flags);
    if (isWhole) expression = new RegExp(`(?:${pattern})(?![^])`, `${flags}y`);
    // Some patterns are found too large only when they are used.
    expression.exec("");
  } catch (error) {
    emit({ problem: (error as Error).message });
    return;
  }
  emit({});
  for (const text of texts) {
    expression.lastIndex = 0;
    const found = expression.exec(text);
    if (found === null) {
      emit(null);
      continue;
    }
    const named = Object.entries(found.groups ?? {}).map(([name, value]) => [name, value ?? null]);
    emit({
      captures: found.slice(1).map((value) => value ?? null),
      named: Object.fromEntries(named),
    });
  }
}
