// Big integers; hands out the steps that are left one by one to whoever lacks most.
export default ({ params, random }) => {
  const { step, tie } = params;
  const solve = (text, weights) => {
    let amount = BigInt(text);
    const sign = amount < 0n ? -1n : 1n;
    amount *= sign;
    const total = BigInt(weights.reduce((a, b) => a + b, 0));
    const shares = weights.map(() => 0n);
    if (amount > 0n) {
      const steps = amount / BigInt(step);
      const lack = weights.map((weight, index) => {
        shares[index] = (steps * BigInt(weight)) / total;
        return steps * BigInt(weight) - shares[index] * total;
      });
      let left = steps - shares.reduce((a, b) => a + b, 0n);
      for (; left > 0n; left -= 1n) {
        let best = -1;
        for (let i = 0; i < weights.length; i += 1) {
          const wins =
            best < 0 ||
            lack[i] > lack[best] ||
            (lack[i] === lack[best] && (tie === "last" || (tie === "heavier" && weights[i] > weights[best])));
          if (wins) best = i;
        }
        shares[best] += 1n;
        lack[best] = -1n;
      }
      for (let i = 0; i < weights.length; i += 1) shares[i] *= BigInt(step);
      shares[weights.indexOf(Math.max(...weights))] += amount % BigInt(step);
    }
    const signed = shares.map((share) => sign * share);
    const line = shares.map((share) => {
      const cents = String(share % 100n).padStart(2, "0");
      return `${sign < 0n && share > 0n ? "-" : ""}${share / 100n}.${cents}`;
    });
    return [signed.map(String), line.join(" + "), true];
  };
  const odd = random.int(101, 999);
  const listed = [
    ["nothing to split", "0", [1, 2, 3]],
    ["nothing and nobody", "0", []],
    ["nothing and no weight", "0", [0, 0]],
    ["one share", String(odd), [7]],
    ["even", "300", [1, 1, 1]],
    ["a step left", String(100 * step), [1, 1, 1]],
    ["two steps left", String(101 * step), [1, 1, 1]],
    ["a tie between different weights", String(2 * step), [1, 3]],
    ["a tie that the heavier may win", String(3 * step), [1, 3, 2]],
    ["a tie of four", String(6 * step), [1, 3, 1, 3]],
    ["different remainders", String(odd * step), [5, 3, 2, 4]],
    ["less than a step", String(step - 1), [2, 5, 5]],
    ["a rest below a step", String(odd * 10 + 3), [1, 4, 4]],
    ["weights of zero", String(odd), [0, 3, 0, 4, 0]],
    ["more shares than steps", String(2 * step), [1, 1, 1, 1, 1]],
    ["negative", String(-odd), [1, 1, 2]],
    ["negative and a tie", String(-101 * step), [1, 1, 1]],
    ["thirty digits", "123456789012345678901234567891", [3, 3, 7]],
    ["thirty digits, negative", "-999999999999999999999999999999", [1, 2, 4, 6]],
    ["heavy weights", String(odd), [10 ** 12, 10 ** 12 + 1, 1]],
  ];
  for (let round = 0; round < 6; round += 1) {
    const weights = Array.from({ length: random.int(2, 6) }, () => random.int(0, 4) + (round % 2));
    if (!weights.some((weight) => weight > 0)) weights.push(1);
    listed.push([`random split ${round}`, String(random.int(-500, 2500)), weights]);
  }
  const bad = [
    ["a negative weight", "100", [1, -1, 2]],
    ["a negative weight and nothing to split", "0", [-1]],
    ["no positive weight", "100", [0, 0]],
    ["nobody", "-5", []],
  ];
  const keys = { first: "i", last: "-i", heavier: "-weights[i], i" };
  return {
    values: {
      tieText: {
        first: "the first in the list comes first.",
        last: "the last in the list comes first.",
        heavier: "the one with the larger weight comes first, and of equal weights the first in the list.",
      }[tie],
      tieKey: keys[tie],
      otherTieKey: tie === "last" ? keys.first : keys.last,
    },
    grader: {
      tests: [
        ...listed.map(([name, ...args]) => ({ name, args, expected: solve(...args) })),
        ...bad.map(([name, ...args]) => ({ name, args, throws: true })),
      ],
    },
  };
};
