// Compound growth of a backup.
export default ({ random }) => {
  const start = random.int(20, 90) * 10;
  const percent = random.int(3, 9);
  const months = random.int(6, 14);
  const factor = 1 + percent / 100;
  const size = start * factor ** months;
  const limit = Math.round(start * random.pick([2, 2.5, 3]));
  let full = 0;
  for (let now = start; now * factor <= limit; now *= factor) full += 1;
  const a1 = Math.round(size);
  return {
    values: {
      why1: `${start} times ${factor} to the power of ${months}.`,
      why2: `The size stays within ${limit} GB for ${full} months.`,
      a1, a2: full, w1: Math.round(start * (1 + (percent * months) / 100)), w2: full + 1,
    },
    grader: { turns: [
      { prompt: `A backup has ${start} GB and grows by ${percent} % every month, compounding. How many GB does it have after ${months} months, rounded to whole GB? End with a line "Answer: <number>".`, answer: { type: "number", expected: a1, tolerance: 0.001 } },
      { prompt: `The disk holds ${limit} GB. After how many full months, counted from the start, does the backup still fit for the last time? End with a line "Answer: <number>".`, answer: { type: "number", expected: full } },
    ] },
  };
};
