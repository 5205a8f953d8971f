// Two's complement of the widths Java gives its types.
const wrap = (value, bits) => Number(BigInt.asIntN(bits, BigInt(value)));
const int = (value) => wrap(value, 32);

export default ({ params, random }) => {
  const { k, m } = params;
  const big = random.int(60_000, 90_000);
  // No multiple, so that the two kinds of division differ.
  const minus = -(m * random.int(3, 9) + random.int(1, m - 1));
  const bits = random.int(33, 38);
  const by = bits % 32;
  const i = m + (m + 2);
  const right = {
    narrow: [wrap(k + 100, 8), wrap(k * 1000, 16), 65_535, 2_147_483_647, wrap(k + 256, 8)],
    wide: [int(big * big), big * big, -2_147_483_648, -2_147_483_648],
    divide: [Math.trunc(minus / m), minus % m, Math.floor(minus / m), (minus % m) + m, minus],
    shift: [int(minus * 2 ** by), minus >> by, minus >>> by, 2 ** bits],
    order: [i, 2, 0, 2, 11],
    texts: ["3x12", "98", String.fromCharCode(97 + m), "1.0", "98b"],
  };
  const changed = (part) => JSON.stringify({ ...right, ...part });
  return {
    values: {
      big,
      minus,
      bits,
      noOverflow: changed({ wide: [big * big, big * big, 2_147_483_648, 2_147_483_648] }),
      floored: changed({ divide: [Math.floor(minus / m), (minus % m) + m, ...right.divide.slice(2)] }),
      allBits: changed({ shift: [0, -1, 0, 2 ** bits] }),
      characters: changed({ texts: ["3x12", "b", right.texts[2], "1", "bb"] }),
    },
    grader: {
      questions: Object.entries(right).map(([id, expected]) => ({ id, type: "value", expected })),
      program: {
        file: "Numbers.java",
        harness: "Harness.java",
        entry: "numbers",
        signature: { args: ["string", "int", "int"], returns: "list<int>" },
        proves: {
          narrow: { args: ["narrow", k, 0] },
          wide: { args: ["wide", big, 0] },
          divide: { args: ["divide", minus, m] },
          shift: { args: ["shift", minus, bits] },
          order: { args: ["order", m, 0] },
          texts: { args: [m], entry: "texts", signature: { args: ["int"], returns: "list<string>" } },
        },
      },
    },
  };
};
