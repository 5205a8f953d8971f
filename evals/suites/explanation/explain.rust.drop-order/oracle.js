// What is dropped where: at once for `_`, an assignment and a temporary; else at the end of the scope, backwards.
export default ({ random }) => {
  const [a, b, c, d, e] = random.shuffle(["ash", "elm", "fir", "oak", "yew", "box"]);
  const [fieldOne, fieldTwo] = random.shuffle(["head", "tail"]);
  const [vecOne, vecTwo] = random.shuffle(["thing", "slot"]);
  const inList = { thing: `drop ${c}2`, slot: `drop ${e}` };
  const list = [inList[vecOne], inList[vecTwo]];
  const whole = [`drop whole ${fieldOne}`, `drop whole ${fieldTwo}`];
  const end = `end 9 ${fieldOne}`;
  const play = (isEarly, options = {}) => {
    const { underscore, shadowed, fields, forward } = options;
    // From the last declared to the first.
    const scope = [
      `drop ${fieldOne}`,
      ...(isEarly ? [] : list),
      `drop ${fieldTwo}`,
      ...(shadowed ? [] : [`drop ${c}`]),
      ...(underscore ? [`drop ${b}`] : []),
      `drop ${a}`,
    ];
    return [
      ...(underscore ? [] : [`drop ${b}`]),
      ...(shadowed ? [`drop ${c}`] : []),
      "shadowed",
      `drop ${d}`,
      "assigned",
      ...(isEarly ? [...list, "early"] : []),
      "drop temporary",
      end,
      ...(fields ? [...whole].reverse() : whole),
      ...(forward ? scope.reverse() : scope),
    ];
  };
  const answers = (options) => ({ late: play(false, options), early: play(true, options) });
  const right = answers({});
  const json = (options) => JSON.stringify(answers(options));
  return {
    values: {
      a,
      b,
      c,
      d,
      e,
      fieldOne,
      fieldTwo,
      vecOne,
      vecTwo,
      underscore: json({ underscore: true }),
      shadowed: json({ shadowed: true }),
      fields: json({ fields: true }),
      forward: json({ forward: true }),
    },
    grader: {
      questions: Object.entries(right).map(([id, expected]) => ({ id, type: "value", expected })),
      program: {
        file: "drops.rs",
        entry: "run",
        signature: { args: ["bool"], returns: "list<string>" },
        proves: { late: { args: [false] }, early: { args: [true] } },
      },
    },
  };
};
