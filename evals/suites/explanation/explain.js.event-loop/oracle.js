// A queue of jobs: every `await`, `then` and `queueMicrotask` puts one at its end.
const starts = {
  a: (name, rounds) => `worker("${name}", ${rounds}).then((name) => say(\`\${name} done\`));`,
  b: (name, rounds) => `worker("${name}", ${rounds});`,
  reject: () =>
    `Promise.reject(new Error("no"))
    .then(() => say("never"))
    .catch(() => say("caught"))
    .finally(() => say("finally"));`,
  micro: () => `queueMicrotask(() => say("microtask"));`,
};

function play(order, names, rounds, { catchesAtOnce = false } = {}) {
  const log = ["timers set"];
  const jobs = [];
  const worker = (which) => {
    log.push(`${names[which]} starts`);
    const step = (round) => () => {
      log.push(`${names[which]} ${round}`);
      if (round < rounds[which]) jobs.push(step(round + 1));
      else if (which === "a") jobs.push(() => log.push(`${names.a} done`));
    };
    jobs.push(step(1));
  };
  const caught = () => {
    log.push("caught");
    jobs.push(() => log.push("finally"));
  };
  for (const start of order) {
    if (start === "a" || start === "b") worker(start);
    else if (start === "micro") jobs.push(() => log.push("microtask"));
    else jobs.push(catchesAtOnce ? caught : () => jobs.push(caught));
  }
  log.push("waiting");
  while (jobs.length > 0) jobs.shift()();
  return log;
}

const timers = ["timer 1", "then of timer 1", "microtask of timer 1", "timer 2", "end"];

export default ({ params, random }) => {
  const [a, b] = random.shuffle(["ant", "bee", "cat", "dog"]);
  const names = { a, b };
  const rounds = { a: params.roundsA, b: params.roundsB };
  for (;;) {
    const order = random.shuffle(["a", "b", "reject", "micro"]);
    const before = play(order, names, rounds);
    const early = play(order, names, rounds, { catchesAtOnce: true });
    // Where the place of "caught" shows.
    if (String(early) === String(before)) continue;
    const right = { order: [...before, ...timers], beforeTimers: before.length };
    const sorted = before.filter((entry) => !entry.startsWith(b));
    const ownOf = before.filter((entry) => entry.startsWith(b));
    return {
      values: {
        starts: order.map((start) => starts[start](names[start], rounds[start])).join("\n  "),
        sequential: JSON.stringify({ ...right, order: [...sorted, ...ownOf, ...timers] }),
        earlyCatch: JSON.stringify({ ...right, order: [...early, ...timers] }),
        bothTimers: JSON.stringify({
          ...right,
          order: [...before, "timer 1", "timer 2", "then of timer 1", "microtask of timer 1", "end"],
        }),
      },
      grader: {
        questions: Object.entries(right).map(([id, expected]) => ({ id, type: "value", expected })),
        program: {
          file: "order.mjs",
          harness: "harness.mjs",
          entry: "observe",
          signature: { args: ["string"], returns: "json" },
          proves: Object.fromEntries(Object.keys(right).map((id) => [id, { args: [id] }])),
        },
      },
    };
  }
};
