// Sorts every matching term for every question. The growing index has a closed form: the newest term is the heaviest.
export default ({ params, random }) => {
  const byText = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
  const ties = {
    alphabet: (a, b) => byText(a.term, b.term),
    length: (a, b) => a.term.length - b.term.length || byText(a.term, b.term),
    recent: (a, b) => b.at - a.at,
  };
  const replay = (k, calls) => {
    const terms = new Map();
    const results = [];
    calls.forEach(([name, text, weight], at) => {
      if (name === "record") {
        terms.set(text, { term: text, weight: (terms.get(text)?.weight ?? 0) + weight, at });
        return;
      }
      const matching = [...terms.values()].filter(({ term }) => term.startsWith(text));
      matching.sort((a, b) => b.weight - a.weight || ties[params.tie](a, b));
      results.push(matching.slice(0, k).map(({ term }) => term));
    });
    return results;
  };
  const grown = (k, count) => {
    const best = Array.from({ length: k }, (_, index) => String(count - index).padStart(5, "0"));
    return [[(count * (count + 1)) / 2, best]];
  };

  const record = (...pairs) => pairs.map(([term, weight]) => ["record", term, weight]);
  const ask = (...prefixes) => prefixes.map((prefix) => ["suggest", prefix]);
  const words = ["tea", "ten", "team", "te", "inn", "in", "Tea", "teapot", "t", "tent", "ink", "täglich", "tägliche"];
  const randomCalls = (length) =>
    Array.from({ length }, () => {
      const word = random.pick(words);
      if (random.int(1, 5) <= 3) return ["record", word, random.int(1, 3)];
      return ["suggest", word.slice(0, random.int(0, 3))];
    });

  const heavy = random.int(5, 9);
  const listed = [
    ["nothing recorded", [3, ask("", "a")]],
    ["one term", [3, [...record(["alpha", heavy]), ...ask("", "a", "alpha", "alphas", "b")]]],
    ["heaviest first", [2, [...record(["car", 1], ["cat", heavy], ["cab", 3]), ...ask("c", "ca", "cab")]]],
    ["weights add up", [2, [...record(["car", 3], ["cat", 4], ["car", 2]), ...ask("ca")]]],
    ["a tie", [3, [...record(["zoo", 2], ["apple", 2], ["bat", 2]), ...ask("")]]],
    ["a tie of different lengths", [4, [...record(["dog", 2], ["d", 2], ["dare", 2], ["do", 2]), ...ask("d", "do")]]],
    ["a tie after catching up", [3, [...record(["bb", 1], ["aa", 3], ["cc", 3], ["bb", 2]), ...ask("")]]],
    ["a term outside the best comes in", [1, [...record(["aa", 3], ["ab", 2], ["ab", 2]), ...ask("a", "aa", "ab")]]],
    ["a tie for the last place", [2, [...record(["m1", 5], ["m3", 2], ["m2", 2]), ...ask("m")]]],
    ["a term that begins another", [3, [...record(["on", 1], ["once", heavy], ["o", 3]), ...ask("on", "onc", "o")]]],
    ["case counts", [3, [...record(["Go", 1], ["go", 2]), ...ask("g", "G", "")]]],
    ["letters beyond ASCII", [3, [...record(["über", 2], ["uber", 2], ["ümlaut", heavy]), ...ask("ü", "u", "")]]],
    ["spaces belong to a term", [3, [...record(["new york", 2], ["new", 1], ["newark", heavy]), ...ask("new ", "new")]]],
  ];
  for (let round = 0; round < 6; round += 1) listed.push([`random calls ${round}`, [random.int(1, 4), randomCalls(60)]]);
  const ranks = {
    alphabet: "(-self.weights[term], term)",
    length: "(-self.weights[term], len(term), term)",
    recent: "(-self.weights[term], -self.recorded[term])",
  };
  const texts = {
    alphabet: "the alphabetically first (in the order of Python's `<`) comes first",
    length: "the shorter comes first, and of equally long ones the alphabetically first (in the order of Python's `<`)",
    recent: "the one whose last `record` call is more recent comes first",
  };
  const count = 30_000 + random.int(0, 500);
  return {
    values: {
      tieText: texts[params.tie],
      rank: ranks[params.tie],
      otherRank: params.tie === "alphabet" ? ranks.recent : ranks.alphabet,
    },
    grader: {
      tests: [
        ...listed.map(([name, args]) => ({ name, args, expected: replay(...args) })),
        { name: "a growing index", group: "size", args: [3, [["grow", count]]], expected: grown(3, count) },
      ],
    },
  };
};
