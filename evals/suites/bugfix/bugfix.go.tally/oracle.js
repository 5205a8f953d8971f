// What any order of the calls comes to; the tests are made so that it is the same in every order.
export default ({ params, random }) => {
  const { site, workers } = params;
  const broken = (...sites) => (sites.indexOf(site) >= 0 ? "f2p" : "p2p");
  const value = random.int(2, 9);
  const some = () => random.int(10, 99);
  const [x, y, z] = [some(), some(), some()];
  const rounds = 3;
  const each = (list) => Array.from({ length: rounds }, () => list).flat();
  const fits = random.int(2, workers - 1);
  const limit = value * (fits - 1) + random.int(1, value);
  const tests = [
    ["add", [x, y, z], [x + y + z, 0], "p2p"],
    ["below", [x, x + 1, y], [1, x, 1, x + y, 0, x + y], "p2p"],
    ["drain", [x, y, z], [0, x + z, 1, y, 0, 0], "p2p"],
    ["drain", [], [0, 0], "p2p"],
    ["apart", [workers, value, rounds], each([value, workers * 10 + value]), "p2p"],
    ["pair", [x, y, rounds], each([x + y]), broken("add")],
    ["pair below", [x, y, rounds], each([1, x + y]), broken("limit")],
    ["limit", [x, y, rounds], each([1, x]), broken("limit")],
    ["storm", [workers, value, 60], [workers * value * 60], broken("add")],
    ["limit storm", [workers, value, limit], [fits, fits * value], broken("limit")],
    ["visitor adds", [x, y, z], [x + y + z], broken("drain")],
    ["visitor reads", [x, y], [0, x, 1, y], "p2p"],
    ["add during drain", [x, y, z], [x + y + z], broken("drain")],
  ].map(([name, numbers, expected, group]) => ({
    name: numbers.length > 0 ? name : `${name}, empty`,
    args: [name, numbers],
    expected,
    group,
  }));
  return { values: { symptom: symptoms[site].join("\n> "), ...codeOf(site) }, grader: { tests } };
};

/** In lines, for a quotation. */
const symptoms = {
  add: [
    "The sums are too low at busy times. Every value arrives and is logged just before `Add`, yet after two of them",
    "came for one key at the same moment only one of them is in the sum.",
  ],
  limit: [
    "`AddBelow` lets too much through at busy times: two goroutines that call it at the same moment for one key both",
    "hear that their value was put, although the limit left room for one of them only.",
  ],
  drain: [
    "Every minute a few values are lost. They were added while the values were being drained: the report of that",
    "minute does not have them and the next one does not either.",
  ],
};

function codeOf(site) {
  const lock = ["t.mu.Lock()", "defer t.mu.Unlock()"];
  const apart = (before) => [
    "t.mu.RLock()",
    "sum := t.sums[key]",
    "t.mu.RUnlock()",
    ...before,
    "sum = t.merge(sum, value)",
    "t.mu.Lock()",
    "defer t.mu.Unlock()",
    "t.sums[key] = sum",
  ];
  const put = "t.sums[key] = t.merge(t.sums[key], value)";
  const visits = ["for _, key := range sortedKeys(sums) {", "\tvisit(key, sums[key])", "}"];
  const add = site === "add" ? apart([]) : [...lock, put];
  const below =
    site === "limit"
      ? [...apart(["if sum >= limit {", "\treturn false", "}"]), "return true"]
      : [...lock, "if t.sums[key] >= limit {", "\treturn false", "}", put, "return true"];
  const drain =
    site === "drain"
      ? [
          "t.mu.RLock()",
          "sums := make(map[string]int, len(t.sums))",
          "for key, sum := range t.sums {",
          "\tsums[key] = sum",
          "}",
          "t.mu.RUnlock()",
          ...visits,
          ...lock,
          "clear(t.sums)",
        ]
      : ["t.mu.Lock()", "sums := t.sums", "t.sums = map[string]int{}", "t.mu.Unlock()", ...visits];
  const text = (lines) => `${lines.map((line) => `\t${line}`).join("\n")}\n`;
  return { addCode: text(add), belowCode: text(below), drainCode: text(drain) };
}
