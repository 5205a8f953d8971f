// Runs of one letter, found by hand from an index on.
function runFrom(text, letter, from, isSticky) {
  let start = from;
  while (!isSticky && start < text.length && text[start] !== letter) start += 1;
  let end = start;
  while (end < text.length && text[end] === letter) end += 1;
  return end > start ? { start, end } : undefined;
}

function runs(text, letter, from) {
  const all = [];
  for (let at = from; ; ) {
    const found = runFrom(text, letter, at, false);
    if (found === undefined) return all;
    all.push(found.start);
    at = found.end;
  }
}

function stick(text, letter, skip, isSticky) {
  let at = 0;
  return [0, 1, 2, 3].map((step) => {
    const found = at > text.length ? undefined : runFrom(text, letter, at, isSticky);
    at = found?.end ?? step + skip;
    return found?.end ?? -1;
  });
}

function solve(texts, letter, skip) {
  let at = 0;
  const tested = texts.map((text) => {
    const found = at > text.length ? undefined : runFrom(text, letter, at, false);
    at = found?.end ?? 0;
    return found !== undefined;
  });
  const [text] = texts;
  const again = runFrom(text, letter, 0, false)?.end ?? 0;
  return {
    tested,
    last: at,
    again,
    found: runs(text, letter, again),
    counted: runs(text, letter, 0).length,
    after: 0,
    sticky: stick(text, letter, skip, true),
  };
}

export default ({ params, random }) => {
  const { letter } = params;
  for (;;) {
    const skip = random.int(1, 3);
    const word = () =>
      Array.from({ length: random.int(5, 9) }, () =>
        random.float() < 0.45 ? letter : random.pick(["k", "m", "r", "s"]),
      ).join("");
    const texts = [word(), word(), word(), word()];
    const right = solve(texts, letter, skip);
    const each = texts.map((text) => text.includes(letter));
    const searching = stick(texts[0], letter, skip, false);
    if (String(each) === String(right.tested) || right.last === 0 || right.counted < 2) continue;
    if (String(searching) === String(right.sticky) || !right.sticky.some((end) => end > 0)) continue;
    if (right.found.length === 0) continue;
    const changed = (part) => JSON.stringify({ ...right, ...part });
    return {
      values: {
        skip,
        texts: `[${texts.map((text) => `"${text}"`).join(", ")}]`,
        noMemory: changed({ tested: each }),
        fromStart: changed({ found: runs(texts[0], letter, 0) }),
        searching: changed({ sticky: searching }),
      },
      grader: {
        questions: Object.entries(right).map(([id, expected]) => ({ id, type: "value", expected })),
        program: {
          file: "scan.mjs",
          harness: "harness.mjs",
          entry: "part",
          signature: { args: ["list<string>", "string"], returns: "json" },
          proves: Object.fromEntries(Object.keys(right).map((id) => [id, { args: [texts, id] }])),
        },
      },
    };
  }
};
