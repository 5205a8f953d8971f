// Choosing reviewers with a conflict.
export default ({ random }) => {
  const n = random.int(7, 12);
  const k = random.int(3, 4);
  const choose = (of, take) => {
    let all = 1;
    for (let i = 1; i <= take; i += 1) all = (all * (of - take + i)) / i;
    return Math.round(all);
  };
  const a1 = choose(n, k) - choose(n - 2, k - 2);
  const seniors = random.int(2, 3);
  const a2 = choose(n, k) - choose(n - seniors, k);
  return {
    values: {
      why1: "All choices less those that hold both.", why2: "All choices less those without a senior.",
      a1, a2, w1: choose(n, k), w2: choose(n - seniors, k - 1) * seniors + 1,
    },
    grader: { turns: [
      { prompt: `From ${n} developers ${k} reviewers are chosen; the order does not matter. Two certain developers, Ada and Ben, must not both be chosen. How many choices are there? End with a line "Answer: <number>".`, answer: { type: "number", expected: a1 } },
      { prompt: `Ada and Ben have made up, so that rule is gone. Instead at least one of the ${seniors} seniors among the ${n} has to be chosen. How many choices are there? End with a line "Answer: <number>".`, answer: { type: "number", expected: a2 } },
    ] },
  };
};
