// A target that only an escape can reach within the limit, because it has more characters than the input may have.
export default ({ params, random }) => {
  const { escape, base, limit } = params;
  const [one, two] = random.shuffle(["a", "b", "c", "d", "e"]);
  const most = base - 1;
  const runs = Math.floor((limit - 2) / 3);
  const long = one.repeat(most * runs);
  const target = [long, two];
  const repeated = `${escape}${most}${one}`.repeat(runs);
  const right = {
    exact: [`${repeated},${two}`],
    index: [`${escape}1`],
    value: [`${escape}${base}${two}`],
    marked: ["((()))"],
  };
  const changed = (part) => JSON.stringify({ ...right, ...part });
  const questions = [
    { id: "exact", type: "witness", expected: target },
    { id: "index", type: "witness", expected: "index" },
    { id: "value", type: "witness", expected: "int" },
    { id: "marked", type: "witness", expected: "deep" },
  ];
  return {
    values: {
      target: JSON.stringify(target).replace(",", ", "),
      found: JSON.stringify(right),
      literal: changed({ exact: [`${`${escape}${most}`.repeat(runs)},${two}`] }),
      ownError: changed({ index: [")"] }),
      shallow: changed({ marked: ["(())"] }),
      bare: changed({ index: `${escape}1` }),
    },
    grader: {
      questions,
      program: {
        file: "packet.py",
        harness: "harness.py",
        entry: "observe",
        signature: { args: ["string"], returns: "json" },
      },
    },
  };
};
