// How many workers a queue needs at a given utilisation.
export default ({ random }) => {
  const rate = random.int(8, 30) * 10;
  const ms = random.pick([120, 150, 180, 240, 350]);
  const load = random.pick([60, 75, 80]);
  const growth = random.pick([20, 30, 50]);
  const workers = (perSecond) => Math.ceil((perSecond * ms * 100) / (1000 * load) - 1e-9);
  const grown = (rate * (100 + growth)) / 100;
  const end = 'End with a line "Answer: <number>".';
  return {
    values: {
      why1: `${rate} requests a second of ${ms} ms keep ${(rate * ms) / 1000} workers busy; at ${load} % each that is rounded up.`,
      why2: `Now ${grown} requests a second arrive.`,
      a1: workers(rate), a2: workers(grown), w1: Math.max(1, workers(rate) - 1), w2: workers(rate),
    },
    grader: { turns: [
      { prompt: `A queue gets ${rate} requests per second, and a worker needs ${ms} ms for each, one at a time. How many workers are needed at least so that on average each is busy at most ${load} % of the time? ${end}`, answer: { type: "number", expected: workers(rate) } },
      { prompt: `The rate grows by ${growth} %, everything else stays. How many workers are needed now? ${end}`, answer: { type: "number", expected: workers(grown) } },
    ] },
  };
};
