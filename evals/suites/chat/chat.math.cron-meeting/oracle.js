// When jobs start together.
export default ({ random }) => {
  const gcd = (a, b) => (b === 0 ? a : gcd(b, a % b));
  const lcm = (a, b) => (a / gcd(a, b)) * b;
  const [a, b, c] = random.pick([[6, 8, 15], [4, 10, 14], [9, 12, 20], [8, 12, 18], [10, 12, 16]]);
  const all = lcm(lcm(a, b), c);
  const step = gcd(a, b);
  const delay = step * random.int(1, Math.min(a, b) / step - 1 || 1);
  let first = delay;
  while (first % a !== 0) first += b;
  return {
    values: {
      why1: `The least common multiple of ${a}, ${b} and ${c}.`, why2: `The first of ${delay}, ${delay + b}, … that ${a} divides.`,
      a1: all, a2: first, w1: a * b * c, w2: first + a,
    },
    grader: { turns: [
      { prompt: `Three jobs start together at minute 0 and then again every ${a}, ${b} and ${c} minutes. At which minute do all three start together for the next time? End with a line "Answer: <number>".`, answer: { type: "number", expected: all } },
      { prompt: `Leave the third job out. The second one now starts for the first time at minute ${delay} and then every ${b} minutes; the first one starts at minute 0 and every ${a} minutes. At which minute do both start together for the first time? End with a line "Answer: <number>".`, answer: { type: "number", expected: first } },
    ] },
  };
};
