// A lost node turns its share of the hits into misses.
export default ({ random }) => {
  for (;;) {
    const rps = random.int(20, 120) * 1000;
    const hitPercent = random.pick([90, 92, 94, 95]);
    const hitMs = random.pick([0.5, 0.8, 1.2]);
    const dbMs = random.pick([9, 14, 20, 25]);
    const nodes = random.int(4, 10);
    const entryBytes = random.pick([700, 1200, 1800]);
    const overheadBytes = random.pick([80, 100, 120]);
    const entries = random.int(20, 90) * 1_000_000;
    const hit = hitPercent / 100;
    const dbRps = rps * (1 - hit);
    const dbLimit = Math.round((dbRps * random.pick([1.4, 1.6, 1.8])) / 100) * 100;
    const after = (count) => dbRps + (rps * hit) / count;
    const wanted = (rps * hit) / (dbLimit - dbRps);
    const nodesForLoss = Math.ceil(wanted);
    if (nodesForLoss <= nodes || wanted % 1 < 0.1 || wanted % 1 > 0.9) continue;
    const withCommas = (count) => String(count).replace(/\B(?=(\d{3})+$)/g, ",");
    return {
      values: {
        rps: withCommas(rps),
        hitPercent,
        hitMs,
        dbMs,
        dbLimit: withCommas(dbLimit),
        entries: withCommas(entries),
        entryBytes,
        overheadBytes,
        nodes,
        allCold: rps,
        shareOfAll: dbRps + rps / nodes,
        missAlone: hit * hitMs + (1 - hit) * dbMs,
        oneTooFew: nodesForLoss - 1,
      },
      grader: {
        questions: [
          { id: "dbRps", type: "number", expected: dbRps, tolerance: 0.005 },
          { id: "meanMs", type: "number", expected: hitMs + (1 - hit) * dbMs, tolerance: 0.01 },
          {
            id: "gbPerNode",
            type: "number",
            expected: (entries * (entryBytes + overheadBytes)) / nodes / 1e9,
            tolerance: 0.01,
          },
          { id: "dbRpsAfterLoss", type: "number", expected: after(nodes), tolerance: 0.01 },
          { id: "nodesForLoss", type: "value", expected: nodesForLoss },
        ],
      },
    };
  }
};
