// Deferred calls run backwards; their arguments were read when they were deferred, their closures read what is there.
export default ({ params, random }) => {
  const { extra, limit } = params;
  const half = Math.floor(limit / 2);
  const small = random.int(3, half - 1);
  const large = random.int(half + 1, half + 20);
  const [one, two] = random.shuffle(["rope", "sail", "mast", "keel"]);
  const trace = (value, { late = false, inOrder = false, shared = false } = {}) => {
    const isLarge = value * 2 > limit;
    const last = isLarge ? value * 2 + 1 : value * 2;
    const result = (isLarge ? -1 : last) + extra;
    const deferred = [
      `leave with ${result}`,
      `value was ${late ? last : value}`,
      `loop ${shared ? 2 : 0}, value ${last}`,
      `loop ${shared ? 2 : 1}, value ${last}`,
      ...(isLarge ? ["recovered too large"] : []),
    ];
    return [...(inOrder ? deferred : deferred.reverse()), `got ${result}`];
  };
  const right = { small: trace(small), large: trace(large), nested: `${one} ${two} ${two}` };
  const wrong = (options) =>
    JSON.stringify({ ...right, small: trace(small, options), large: trace(large, options) });
  const list = { args: ["int"], returns: "list<string>" };
  return {
    values: {
      small,
      large,
      one,
      two,
      lateArguments: wrong({ late: true }),
      inOrder: wrong({ inOrder: true }),
      sharedVariable: wrong({ shared: true }),
      firstPanic: JSON.stringify({ ...right, nested: `${one} ${two} ${one}` }),
    },
    grader: {
      questions: Object.entries(right).map(([id, expected]) => ({ id, type: "value", expected })),
      program: {
        file: "steps.go",
        entry: "Trace",
        signature: list,
        proves: {
          small: { args: [small] },
          large: { args: [large] },
          nested: { args: [], entry: "Nested", signature: { args: [], returns: "string" } },
        },
      },
    },
  };
};
