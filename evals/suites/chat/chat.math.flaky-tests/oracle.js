// Flaky tests, with and without a second try.
export default ({ random }) => {
  const n = random.int(4, 12) * 10;
  const percent = random.pick([1, 2, 3]);
  const p = percent / 100;
  const round = (share) => Math.round(share * 1000) / 10;
  const a1 = round((1 - p) ** n);
  const a2 = round((1 - p * p) ** n);
  return {
    values: {
      why1: `All of ${n} tests have to pass: ${1 - p} to the power of ${n}.`,
      why2: `A test now fails only twice in a row: ${p * p}.`,
      a1: `${a1} %`, a2: `${a2} %`, w1: `${round(1 - n * p)} %`, w2: `${round(1 - (1 - (1 - p) ** n) ** 2)} %`,
    },
    grader: { turns: [
      { prompt: `Each of ${n} independent tests fails by chance in ${percent} % of its runs. In how many per cent of the runs do all of them pass, rounded to one decimal place? End with a line "Answer: <number> %".`, answer: { type: "number", expected: a1, tolerance: 0.002 } },
      { prompt: `Now every test that fails is run once more, and only a second failure counts. In how many per cent of the runs does everything pass now, rounded to one decimal place? End with a line "Answer: <number> %".`, answer: { type: "number", expected: a2, tolerance: 0.002 } },
    ] },
  };
};
