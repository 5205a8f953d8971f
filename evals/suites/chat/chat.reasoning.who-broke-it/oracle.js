// Statements of which a known number are true.
export default ({ random }) => {
  const people = random.shuffle(["Ana", "Bo", "Cem", "Dora", "Eli"]).slice(0, 4);
  const say = (who) => {
    const other = random.pick(people.filter((name) => name !== who));
    const kind = random.int(0, 3);
    if (kind === 0) return { text: `${who}: “It was ${other}.”`, holds: (x) => x === other };
    if (kind === 1) return { text: `${who}: “It was not me.”`, holds: (x) => x !== who };
    if (kind === 2) return { text: `${who}: “It was not ${other}.”`, holds: (x) => x !== other };
    return { text: `${who}: “It was ${other} or me.”`, holds: (x) => x === other || x === who };
  };
  const puzzle = (truths) => {
    for (;;) {
      const statements = people.map(say);
      const fit = people.filter((x) => statements.filter(({ holds }) => holds(x)).length === truths);
      if (fit.length === 1) return { statements, who: fit[0] };
    }
  };
  const one = puzzle(1);
  const two = puzzle(2);
  const others = (who) => people.find((name) => name !== who);
  const end = 'End with a line "Answer: <name>".';
  return {
    values: { why1: "Only one person fits.", why2: "Again only one fits.", a1: one.who, a2: two.who, w1: others(one.who), w2: others(two.who) },
    grader: { turns: [
      { prompt: `One of four developers broke the build. They say:\n${one.statements.map(({ text }) => text).join("\n")}\nExactly one of the four statements is true. Who broke the build? ${end}`, answer: { type: "text", expected: [one.who] } },
      { prompt: `The next day it is broken again by one of them, who need not be the same. They say:\n${two.statements.map(({ text }) => text).join("\n")}\nThis time exactly two of the four statements are true. Who broke it? ${end}`, answer: { type: "text", expected: [two.who] } },
    ] },
  };
};
