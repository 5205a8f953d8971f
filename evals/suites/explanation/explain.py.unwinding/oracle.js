// Follows each kind through the blocks, with the classes an exception is also one of.
const parents = {
  KeyError: ["KeyError", "LookupError"],
  TypeError: ["TypeError"],
  ZeroDivisionError: ["ZeroDivisionError", "ArithmeticError"],
};
const raised = { key: "KeyError", type: "TypeError", zero: "ZeroDivisionError" };

/** `result` of a swallowed exception was never assigned, so that reading it is an error of its own. */
function follow(kind, { outer, inner, swallowed, elseRuns, tryWins, nothingSwallowed }) {
  const log = [`enter ${outer}`, `enter ${inner}`];
  const leave = (error, result) => {
    log.push(`exit ${outer} ${error ?? "ok"}`);
    if (error === undefined) return { result, log };
    if (!(parents[error] ?? [error]).includes("ArithmeticError")) return { result: error, log };
    log.push("outside");
    return { result: "end", log };
  };
  let error = raised[kind];
  if (error === undefined) log.push("worked", "inner done");
  log.push(`exit ${inner} ${error ?? "ok"}`);
  const isSwallowed =
    error !== undefined && !nothingSwallowed && parents[error].includes(swallowed);
  if (isSwallowed) error = undefined;
  const isUnset = isSwallowed;
  if (error !== undefined && parents[error].includes("LookupError")) {
    log.push("lookup");
    if (elseRuns) log.push("else");
    log.push("finally");
    return leave(undefined, "looked up");
  }
  if (error !== undefined) {
    log.push("finally");
    return leave(error);
  }
  log.push("else", "finally");
  if (kind === "early") return leave(undefined, tryWins ? "early" : "late");
  log.push("after");
  return isUnset ? leave("UnboundLocalError") : leave(undefined, `${kind} ${kind}`);
}

export default ({ random }) => {
  const [outer, inner] = random.pick([
    ["door", "drawer"],
    ["lock", "file"],
    ["pool", "session"],
  ]);
  const setting = { outer, inner, swallowed: random.pick(["LookupError", "TypeError", "ArithmeticError"]) };
  const kinds = random.shuffle(["key", "type", "zero", "early", "plain"]);
  // What the mutants get wrong has to be asked.
  const needed = ["early", "key", { LookupError: "key", TypeError: "type", ArithmeticError: "zero" }[setting.swallowed]];
  const chosen = random.shuffle([...new Set([...needed, ...kinds])].slice(0, 4));
  const answers = (change) =>
    Object.fromEntries(
      chosen.flatMap((kind, at) => {
        const { result, log } = follow(kind, { ...setting, ...change });
        return [
          [`result${at + 1}`, result],
          [`log${at + 1}`, log],
        ];
      }),
    );
  const right = answers({});
  const json = (change) => JSON.stringify(answers(change));
  return {
    values: {
      ...setting,
      kinds: chosen.map((kind) => `"${kind}"`).join("`, `"),
      tryWins: json({ tryWins: true }),
      notSwallowed: json({ nothingSwallowed: true }),
      elseRuns: setting.swallowed === "LookupError" ? json({ nothingSwallowed: true, elseRuns: true }) : json({ elseRuns: true }),
    },
    grader: {
      questions: Object.entries(right).map(([id, expected]) => ({ id, type: "value", expected })),
      program: {
        file: "steps.py",
        harness: "harness.py",
        entry: "observe",
        signature: { args: ["string", "string"], returns: "json" },
        proves: Object.fromEntries(
          Object.keys(right).map((id) => [
            id,
            { args: [chosen[Number(id.at(-1)) - 1], id.slice(0, -1)] },
          ]),
        ),
      },
    },
  };
};
