// Which packages have to be built again.
export default ({ random }) => {
  const names = ["api", "auth", "cli", "core", "docs", "http", "json", "log"];
  for (;;) {
    const order = random.shuffle(names);
    const uses = order.map((name, at) => [name, order.slice(0, at).filter(() => random.float() < 0.35)]);
    const edges = uses.flatMap(([name, parts]) => parts.map((part) => [name, part]));
    const affected = (changed, links) => {
      const found = new Set([changed]);
      for (let size = 0; size !== found.size; ) {
        size = found.size;
        for (const [name, part] of links) if (found.has(part)) found.add(name);
      }
      return found.size;
    };
    const changed = order[random.int(0, 2)];
    const a1 = affected(changed, edges);
    const cut = edges.find(([name, part], at) => affected(changed, edges.filter((_, other) => other !== at)) < a1 && part !== undefined && name !== undefined);
    if (a1 < 4 || cut === undefined) continue;
    const a2 = affected(changed, edges.filter((edge) => edge !== cut));
    const text = uses.filter(([, parts]) => parts.length > 0).map(([name, parts]) => `${name} uses ${parts.join(", ")}`).sort().join("; ");
    return {
      values: { why1: "Following the uses backwards.", why2: "The same without that use.", a1, a2, w1: a1 - 1, w2: a1 },
      grader: { turns: [
        { prompt: `A repository has the packages ${names.join(", ")}. ${text}. A package has to be built again when it changes itself or when something it uses is built again. ${changed} changes. How many packages have to be built again, ${changed} included? End with a line "Answer: <number>".`, answer: { type: "number", expected: a1 } },
        { prompt: `Suppose that ${cut[0]} no longer uses ${cut[1]}. How many packages have to be built again now when ${changed} changes? End with a line "Answer: <number>".`, answer: { type: "number", expected: a2 } },
      ] },
    };
  }
};
