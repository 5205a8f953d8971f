// Checks of the calls a model made: valid, required, forbidden, together, in order. Knows nothing of states and answers.
import { isDeepStrictEqual } from "node:util";
import type { ExpectedCall, ForbiddenCall, Trace } from "../../core/protocol/case/trace.ts";
import type { Check } from "../../core/protocol/grade.ts";
import type { Json } from "../../core/protocol/json.ts";
import type { Called } from "../tools/session.ts";
import type { Replay, Turn } from "./trace-replay.ts";

export function callChecks(spec: Trace, replayed: Replay): Check[] {
  const { turns } = replayed;
  const { required = [], forbidden = [] } = spec;
  return [
    ...(spec.noCalls === true ? [noCalls(turns)] : []),
    validArguments(turns),
    ...requiredCalls(required, replayed),
    ...(spec.parallel === true ? [inOneTurn(required, replayed)] : []),
    ...(spec.ordered === true ? [inOrder(required, replayed)] : []),
    ...forbidden.map((rule) => forbiddenCall(rule, turns)),
  ];
}

function noCalls(turns: readonly Turn[]): Check {
  const made = turns.flatMap(({ calls }) => calls);
  const ok = made.length === 0;
  const detail = `calls ${made[0]?.tool} where no tool is needed or none fits`;
  return { name: "no calls", ok, ...(ok ? {} : { detail }) };
}

function validArguments(turns: readonly Turn[]): Check {
  const made = turns.flatMap(({ calls }) => calls);
  const wrong = made.find(({ fault }) => fault !== undefined);
  return {
    name: "calls are valid",
    ok: wrong === undefined,
    ...(wrong?.fault === undefined
      ? {}
      : { actual: wrong.fault, detail: `${wrong.tool}: ${wrong.problem}` }),
  };
}

/** Each required call needs one of its own; which of several stands for which is found by augmenting paths. */
function requiredCalls(required: readonly ExpectedCall[], replayed: Replay): Check[] {
  const made = replayed.turns.flatMap(({ calls }) => calls);
  const matched = assign(required, made, replayed);
  return required.map((wanted, index) => {
    const ok = matched.has(index);
    const sameTool = made.filter(({ tool }) => tool === wanted.tool);
    return {
      name: `calls ${wanted.tool}`,
      ok,
      ...(wanted.arguments === undefined ? {} : { expected: wanted.arguments }),
      ...(ok ? {} : { actual: argumentsOf(sameTool), detail: missing(sameTool) }),
    };
  });
}

function missing(sameTool: readonly Called[]): string {
  return sameTool.length === 0 ? "never called" : "never called with these arguments";
}

const maxShown = { calls: 4, chars: 400 };

/** A few, and long ones as the start of their text, so that a grade stays small whatever a model writes. */
function argumentsOf(calls: readonly Called[]): Json {
  return calls.slice(0, maxShown.calls).map((call) => {
    if (call.fault !== undefined) return null;
    const text = JSON.stringify(call.arguments);
    return text.length > maxShown.chars ? `${text.slice(0, maxShown.chars)}…` : call.arguments;
  });
}

function inOneTurn(required: readonly ExpectedCall[], replayed: Replay): Check {
  const ok = replayed.turns.some(
    ({ calls }) => assign(required, calls, replayed).size === required.length,
  );
  return {
    name: "calls in one turn",
    ok,
    actual: replayed.turns.map(({ calls }) => calls.length),
    ...(ok ? {} : { detail: "independent calls came one after the other" }),
  };
}

/** The next required call counts only from the turn after, when the model has seen what the one before came to. */
function inOrder(required: readonly ExpectedCall[], replayed: Replay): Check {
  let next = 0;
  for (const { calls } of replayed.turns) {
    const wanted = required[next];
    if (wanted !== undefined && calls.some((call) => fits(wanted, call, replayed))) next += 1;
  }
  const ok = next === required.length;
  const detail = `${required[next]?.tool} is missing where it should come`;
  return { name: "calls in order", ok, ...(ok ? {} : { detail }) };
}

function forbiddenCall(rule: ForbiddenCall, turns: readonly Turn[]): Check {
  const { tool, arguments: given, beforeReply, moreThan = 0 } = rule;
  const concerned = turns.filter(
    ({ repliesBefore }) => beforeReply !== true || repliesBefore === 0,
  );
  const made = concerned
    .flatMap(({ calls }) => calls)
    .filter(
      (call) =>
        call.tool === tool &&
        call.fault === undefined &&
        (given === undefined || holds(given, call.arguments)),
    );
  const ok = made.length <= moreThan;
  const when = beforeReply === true ? " before the user has answered" : "";
  return {
    name: `does not call ${tool}${when}${moreThan > 0 ? ` more than ${moreThan} times` : ""}`,
    ok,
    ...(ok ? {} : { actual: argumentsOf(made), detail: `called ${made.length} times` }),
  };
}

/** By index: the required calls that have a made call of their own, and which one. */
function assign(
  required: readonly ExpectedCall[],
  made: readonly Called[],
  replayed: Replay,
): Map<number, number> {
  const ofMade = new Map<number, number>();
  const place = (wanted: number, tried: Set<number>): boolean =>
    made.some((call, index) => {
      const expected = required[wanted];
      if (expected === undefined || tried.has(index) || !fits(expected, call, replayed)) {
        return false;
      }
      tried.add(index);
      const holder = ofMade.get(index);
      if (holder !== undefined && !place(holder, tried)) return false;
      ofMade.set(index, wanted);
      return true;
    });
  required.forEach((_, wanted) => void place(wanted, new Set()));
  return new Map([...ofMade].map(([index, wanted]) => [wanted, index]));
}

function fits(wanted: ExpectedCall, call: Called, { complete }: Replay): boolean {
  if (call.tool !== wanted.tool || call.fault !== undefined) return false;
  const { arguments: given = {} } = wanted;
  if (wanted.exact !== true) return holds(given, call.arguments);
  return isDeepStrictEqual(complete(wanted.tool, given), call.arguments);
}

/** Every wanted argument is there with its value; types count, `"1"` is not `1`. */
function holds(wanted: Record<string, Json>, given: Json): boolean {
  if (typeof given !== "object" || given === null || Array.isArray(given)) return false;
  return Object.entries(wanted).every(([key, value]) => isDeepStrictEqual(given[key], value));
}
