// Little's law and rounding up.
export default ({ random }) => {
  for (;;) {
    const users = random.int(12, 90) * 100_000;
    const perUser = random.int(15, 60);
    const peak = random.pick([2.5, 3, 4, 5]);
    const cpuMs = random.pick([4, 6, 9, 12, 15]);
    const cores = random.pick([4, 8, 16]);
    const percent = random.pick([50, 60, 65, 70]);
    const zones = random.pick([3, 4, 5]);
    const averageRps = (users * perUser) / 86_400;
    const peakRps = averageRps * peak;
    const instances = (rps, limit) => (rps * cpuMs) / 1000 / (cores * limit);
    const needed = instances(peakRps, percent / 100);
    const perZone = Math.ceil(needed) / (zones - 1);
    const total = zones * Math.ceil(needed / (zones - 1));
    const doubled = Math.ceil((needed * 2) / zones) * zones;
    const isClear = (count) => count % 1 > 0.1 && count % 1 < 0.9;
    const wrong = [Math.ceil(needed) + 1, doubled];
    if (needed < 8 || !isClear(needed) || !isClear(needed / (zones - 1))) continue;
    if (wrong.includes(total) || Math.ceil(perZone) * zones !== total) continue;
    return {
      values: {
        users: String(users).replace(/\B(?=(\d{3})+$)/g, ","),
        perUser,
        peak,
        cpuMs,
        cores,
        percent,
        zones,
        averageFleet: Math.ceil(instances(averageRps, percent / 100)),
        oneSpare: wrong[0],
        doubled,
        noLimit: Math.ceil(instances(peakRps, 1)),
      },
      grader: {
        questions: [
          { id: "averageRps", type: "number", expected: averageRps, tolerance: 0.01 },
          { id: "peakRps", type: "number", expected: peakRps, tolerance: 0.01 },
          { id: "atPeak", type: "value", expected: Math.ceil(needed) },
          { id: "withZoneLoss", type: "value", expected: total },
          {
            id: "percentAtPeak",
            type: "number",
            expected: (100 * peakRps * cpuMs) / 1000 / (total * cores),
            tolerance: 0.02,
          },
        ],
      },
    };
  }
};
