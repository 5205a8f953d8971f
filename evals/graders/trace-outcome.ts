// Checks of what came of a conversation: the world's state, the question to the user, the last answer, the steps. Knows
// nothing of single calls.
import { isDeepStrictEqual } from "node:util";
import type { Mention, Trace } from "../../core/protocol/case/trace.ts";
import type { Check } from "../../core/protocol/grade.ts";
import type { Json } from "../../core/protocol/json.ts";
import { extract } from "../answers/extract.ts";
import { withoutThinking } from "../answers/thinking.ts";
import type { Replay } from "./trace-replay.ts";

export function outcomeChecks(spec: Trace, { turns, state }: Replay): Check[] {
  const last = turns.at(-1);
  const answer = last === undefined || last.calls.length > 0 ? undefined : last.text;
  const asked = turns.find(({ calls }) => calls.length === 0);
  return [
    ...(spec.asks ?? []).map((mention) =>
      mentionCheck("asks for", mention, asked?.repliesBefore === 0 ? asked.text : undefined),
    ),
    ...Object.entries(spec.state ?? {}).map(([path, expected]) => {
      const actual = valueAt(state, path);
      const ok = isDeepStrictEqual(actual, expected);
      return { name: `state ${path}`, ok, expected, ...(ok ? {} : { actual: actual ?? null }) };
    }),
    stepCheck(spec, turns.length, answer),
    ...finalChecks(spec, answer),
  ];
}

function valueAt(state: Json, path: string): Json | undefined {
  let at: Json | undefined = state;
  for (const key of path.split(".")) {
    if (typeof at !== "object" || at === null) return undefined;
    at = Array.isArray(at) ? at[Number(key)] : Object.hasOwn(at, key) ? at[key] : undefined;
  }
  return at;
}

function stepCheck({ maxSteps }: Trace, steps: number, answer: string | undefined): Check {
  const ok = answer !== undefined;
  return {
    name: "comes to an end",
    ok,
    expected: maxSteps,
    actual: steps,
    ...(ok ? {} : { detail: `still calling tools after ${steps} answers` }),
  };
}

function finalChecks({ final }: Trace, answer: string | undefined): Check[] {
  if (final === undefined) return [];
  const { mentions = [], mentionsNot = [] } = final;
  return [
    ...mentions.map((mention) => mentionCheck("answer mentions", mention, answer)),
    ...mentionsNot.map((word) => ({
      name: `answer does not mention ${word}`,
      ok: answer !== undefined && !holdsWord(withoutThinking(answer), word),
    })),
    ...(final.json === undefined ? [] : [jsonCheck(final.json, answer ?? "")]),
  ];
}

function mentionCheck(what: string, mention: Mention, text: string | undefined): Check {
  const words = typeof mention === "string" ? [mention] : mention;
  const said = withoutThinking(text ?? "");
  const ok = words.some((word) => holdsWord(said, word));
  return { name: `${what} ${words.join(" or ")}`, ok };
}

/** As a whole word: 42 is neither in 142 nor in 42.5 nor in 1,042. */
export function holdsWord(text: string, word: string): boolean {
  const literal = word.replaceAll("’", "'").replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
  const before = String.raw`(?<![\p{L}\p{N}_]|\d[.,])`;
  const after = String.raw`(?![\p{L}\p{N}_]|[.,]\d)`;
  return new RegExp(`${before}${literal}${after}`, "iu").test(text.replaceAll("’", "'"));
}

function jsonCheck(expected: Json, text: string): Check {
  const name = "answer is the JSON value";
  const found = extract({ text, finishReason: "stop" }, wantedJson);
  if (!found.ok) return { name, ok: false, expected, detail: found.reason };
  if (found.extraction === "fallback") {
    return { name, ok: false, expected, detail: "other text stands around the JSON" };
  }
  const actual = parsed(found.text);
  const ok = actual !== undefined && isDeepStrictEqual(actual, expected);
  return { name, ok, expected, ...(ok ? {} : { actual: shown(found.text) }) };
}

const wantedJson = { answer: { kind: "json" }, language: undefined } as const;

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const maxShown = 2000;

/** As text: whatever the model wrote, the grade stays small. */
function shown(text: string): string {
  return text.length > maxShown ? `${text.slice(0, maxShown)}…` : text;
}
