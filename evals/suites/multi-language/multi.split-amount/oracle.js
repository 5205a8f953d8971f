// Gives what is missing out coin by coin, to whoever is furthest behind of the exact share at that moment.
export default ({ params, random }) => {
  const { step, tie } = params;
  const split = (amount, weights) => {
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    if (amount % step !== 0 || total === 0 || weights.some((weight) => weight < 0)) return undefined;
    const coins = Math.abs(amount) / step;
    const shares = weights.map((weight) => Math.floor((coins * weight) / total));
    const left = () => coins - shares.reduce((sum, share) => sum + share, 0);
    const given = new Set();
    while (left() > 0) {
      // In units of 1/total: whole numbers, and all of them below 2^53.
      const behind = weights.map((weight, at) => (given.has(at) ? -1 : coins * weight - shares[at] * total));
      const most = Math.max(...behind);
      const at = tie === "first" ? behind.indexOf(most) : behind.lastIndexOf(most);
      shares[at] += 1;
      given.add(at);
    }
    return shares.map((share) => share * step * Math.sign(amount) + 0);
  };
  const some = (count, most = 9) => Array.from({ length: count }, () => random.int(0, most));
  const coins = (count) => count * step;
  const weights = () => [...some(random.int(2, 9)), random.int(1, 9)];
  const inputs = [
    ["one weight", coins(random.int(5, 99)), [random.int(1, 9)]],
    ["equal weights", coins(100), [1, 1, 1]],
    ["equal weights, two left", coins(101), [1, 1, 1]],
    ["equal weights, exactly", coins(99), [4, 4, 4]],
    ["refund", coins(-100), [1, 1, 1]],
    ["refund, two left", coins(-101), [2, 2, 2]],
    ["more weights than coins", coins(3), [1, 1, 1, 1, 1, 1, 1]],
    ["more weights than coins, refund", coins(-2), [5, 5, 5, 5]],
    ["a weight of nothing", coins(100), [0, 3, 0, 3, 1]],
    ["weights of nothing at the ends", coins(7), [0, 2, 2, 0]],
    ["nothing", 0, [1, 2, 3]],
    ["different remainders", coins(10), [1, 2, 4]],
    ["different remainders, refund", coins(-10), [1, 2, 4]],
    ["ties among others", coins(random.int(50, 500)), [3, 7, 3, 7, 3, 7, 11]],
    ["greatest", coins(Math.floor(1e11 / step)), [9999, 10000, 9998, 1]],
    ["greatest refund", coins(-Math.floor(1e11 / step)), [9999, 3, 9999, 3, 7]],
    ["a hundred weights", coins(random.int(1e6, 1e9)), some(100, 10000)],
    ["a hundred equal ones", coins(12345), Array.from({ length: 100 }, () => 7)],
    ...Array.from({ length: 6 }, (_, at) => [`some ${at + 1}`, coins(random.int(-9999, 9999)), weights()]),
    ["no weights", coins(5), []],
    ["no weights and nothing to split", 0, []],
    ["negative weight", coins(5), [3, -1, 4]],
    ["negative weight makes up", coins(5), [-1, 1]],
    ["all weights nothing", coins(5), [0, 0]],
    ["nothing for nothing", 0, [0]],
    ["not a multiple", coins(5) + 1, [1, 2]],
    ["not a multiple, refund", coins(-5) - 1, [1, 2]],
  ];
  const tests = inputs.map(([name, amount, list]) => {
    const expected = split(amount, list);
    return { name, args: [amount, list], ...(expected === undefined ? { throws: true } : { expected }) };
  });
  return { values: { order: tie === "first" ? 1 : -1 }, grader: { tests } };
};
