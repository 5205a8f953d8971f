// Five services with an order that its conditions leave no choice about.
const orders = (list) => list.length === 0 ? [[]] : list.flatMap((first, at) => orders(list.filter((_, other) => other !== at)).map((rest) => [first, ...rest]));
export default ({ random }) => {
  const names = random.shuffle(["auth", "cart", "mail", "search", "stock", "users"]).slice(0, 5);
  const all = orders(names);
  const facts = [];
  for (const a of names) for (const b of names) if (a !== b) {
    facts.push({ text: `${a} starts before ${b}`, holds: (o) => o.indexOf(a) < o.indexOf(b) });
    facts.push({ text: `${a} starts directly before ${b}`, holds: (o) => o.indexOf(a) + 1 === o.indexOf(b) });
    facts.push({ text: `exactly one service starts between ${a} and ${b}`, holds: (o) => Math.abs(o.indexOf(a) - o.indexOf(b)) === 2 });
  }
  for (const a of names) facts.push({ text: `${a} starts neither first nor last`, holds: (o) => o[0] !== a && o[4] !== a });
  const puzzle = (target) => {
    let left = all;
    const chosen = [];
    for (const fact of random.shuffle(facts.filter(({ holds }) => holds(target)))) {
      const next = left.filter(fact.holds);
      if (next.length < left.length) { left = next; chosen.push(fact.text); }
      if (left.length === 1) break;
    }
    return chosen;
  };
  const first = random.pick(all);
  const second = random.pick(all.filter((o) => o[2] !== first[2] && o[4] !== first[4]));
  const end = 'End with a line "Answer: <service>".';
  return {
    values: { why1: `The order is ${first.join(", ")}.`, why2: `The order is ${second.join(", ")}.`, a1: first[2], a2: second[4], w1: first[1], w2: second[3] },
    grader: { turns: [
      { prompt: `Five services start one after another: ${[...names].sort().join(", ")}. It is known that ${puzzle(first).join("; ")}. Which service starts third? ${end}`, answer: { type: "text", expected: [first[2]] } },
      { prompt: `Forget these conditions; for the same five services others hold now: ${puzzle(second).join("; ")}. Which service starts last? ${end}`, answer: { type: "text", expected: [second[4]] } },
    ] },
  };
};
