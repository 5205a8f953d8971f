// How many settings of four flags satisfy a rule.
export default ({ random }) => {
  const [a, b, c, d] = random.shuffle(["beta", "cache", "dark", "trace"]);
  const rules = [
    { text: `${a} is on, or both ${b} and ${c} are on`, holds: (s) => s[a] || (s[b] && s[c]) },
    { text: `${a} is on exactly when ${b} is off, and ${c} or ${d} is on`, holds: (s) => s[a] !== s[b] && (s[c] || s[d]) },
    { text: `if ${a} is on then ${b} is on, and if ${c} is on then ${d} is off`, holds: (s) => (!s[a] || s[b]) && (!s[c] || !s[d]) },
    { text: `at least two of ${a}, ${b} and ${c} are on`, holds: (s) => [a, b, c].filter((f) => s[f]).length >= 2 },
  ];
  const rule = random.pick(rules);
  const extra = random.pick([
    { text: `${d} is on`, holds: (s) => s[d] },
    { text: `${b} and ${d} are not both on`, holds: (s) => !(s[b] && s[d]) },
    { text: `an even number of flags is on`, holds: (s) => [a, b, c, d].filter((f) => s[f]).length % 2 === 0 },
  ]);
  const settings = Array.from({ length: 16 }, (_, bits) => Object.fromEntries([a, b, c, d].map((flag, at) => [flag, ((bits >> at) & 1) === 1])));
  const a1 = settings.filter(rule.holds).length;
  const a2 = settings.filter((s) => rule.holds(s) && extra.holds(s)).length;
  return {
    values: { why1: "Counted over all 16 settings.", why2: "Counted again with both conditions.", a1, a2, w1: a1 + 1, w2: a2 === a1 ? a2 + 1 : a1 },
    grader: { turns: [
      { prompt: `Four feature flags, ${[a, b, c, d].join(", ")}, are each on or off. A page works exactly when this holds: ${rule.text}. In how many of the 16 settings does it work? End with a line "Answer: <number>".`, answer: { type: "number", expected: a1 } },
      { prompt: `In addition it is now required that ${extra.text}. In how many of the 16 settings does it work now? End with a line "Answer: <number>".`, answer: { type: "number", expected: a2 } },
    ] },
  };
};
