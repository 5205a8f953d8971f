// Bytes a day, times days, times what keeps them safe.
export default ({ random }) => {
  for (;;) {
    const events = random.int(20, 95) * 1000;
    const bytes = random.pick([350, 420, 600, 750, 900]);
    const hotDays = random.pick([7, 10, 14]);
    const coldDays = random.pick([80, 180, 350]);
    const ratio = random.pick([4, 5, 8]);
    const indexPercent = random.pick([15, 20, 30, 40]);
    const copies = random.pick([2, 3]);
    const diskTb = random.pick([4, 8, 10]);
    const fillPercent = random.pick([70, 75, 80, 85]);
    const [dataShards, parityShards] = random.pick([[6, 3], [8, 3], [10, 4], [12, 4]]);
    const rawGbPerDay = (events * bytes * 86_400) / 1e9;
    const compressed = rawGbPerDay / ratio / 1000;
    const hotTb = compressed * hotDays * (1 + indexPercent / 100) * copies;
    const nodes = hotTb / (diskTb * (fillPercent / 100));
    const fullDisks = Math.ceil(hotTb / diskTb);
    if (nodes < 4 || nodes % 1 < 0.1 || nodes % 1 > 0.9 || fullDisks === Math.ceil(nodes)) continue;
    const coldTb = (compressed * coldDays * (dataShards + parityShards)) / dataShards;
    return {
      values: {
        events: String(events).replace(/\B(?=(\d{3})+$)/g, ","),
        bytes,
        hotDays,
        coldDays,
        ratio,
        indexPercent,
        copies,
        diskTb,
        fillPercent,
        dataShards,
        parityShards,
        withoutIndex: compressed * hotDays * copies,
        rawIndex: compressed * hotDays * (1 + (ratio * indexPercent) / 100) * copies,
        fullDisks,
        coldCopies: compressed * coldDays * copies,
      },
      grader: {
        questions: [
          { id: "rawGbPerDay", type: "number", expected: rawGbPerDay, tolerance: 0.01 },
          { id: "hotTb", type: "number", expected: hotTb, tolerance: 0.02 },
          { id: "hotNodes", type: "value", expected: Math.ceil(nodes) },
          { id: "coldTb", type: "number", expected: coldTb, tolerance: 0.02 },
          { id: "lostShards", type: "value", expected: parityShards },
        ],
      },
    };
  }
};
