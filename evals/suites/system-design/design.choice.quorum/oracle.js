// Tries every R and W against the four requirements.
export default ({ random }) => {
  for (;;) {
    const nodes = random.pick([5, 6, 7]);
    const downForWrites = random.int(1, 2);
    const downForReads = random.int(1, 3);
    const lostDisks = random.int(1, 3);
    const all = [];
    for (let r = 1; r <= nodes; r += 1) {
      for (let w = 1; w <= nodes; w += 1) {
        const broken = [];
        if (r + w <= nodes) broken.push("stale");
        if (w > nodes - downForWrites) broken.push("writes-blocked");
        if (r > nodes - downForReads) broken.push("reads-blocked");
        if (w <= lostDisks) broken.push("loss");
        if (broken.length < 2) all.push({ r, w, verdict: broken[0] ?? "ok" });
      }
    }
    const good = all.filter(({ verdict }) => verdict === "ok");
    const bad = random.shuffle(all.filter(({ verdict }) => verdict !== "ok"));
    const first = [...new Set(bad.map(({ verdict }) => verdict))].map((verdict) =>
      bad.find((item) => item.verdict === verdict),
    );
    const rest = bad.filter((item) => !first.includes(item));
    if (good.length === 0 || first.length < 3 || first.length + rest.length < 4) continue;
    if (!first.some(({ verdict }) => verdict === "stale")) continue;
    const chosen = random.shuffle([random.pick(good), ...[...first, ...rest].slice(0, 4)]);
    const names = ["a", "b", "c", "d", "e"];
    const right = Object.fromEntries(chosen.map(({ verdict }, at) => [names[at], verdict]));
    const changed = (change) =>
      JSON.stringify(Object.fromEntries(Object.entries(right).map(([name, is]) => [name, change(is)])));
    return {
      values: {
        nodes,
        downForWrites,
        downForReads,
        lostDisks,
        table: chosen.map(({ r, w }, at) => `- ${names[at]}: R = ${r}, W = ${w}`).join("\n"),
        swapped: changed((is) => (is === "ok" ? "stale" : is === "stale" ? "ok" : is)),
        allFresh: changed((is) => (is === "stale" ? "ok" : is)),
        capitals: changed((is) => is.toUpperCase()),
      },
      grader: {
        questions: names.map((id) => ({
          id,
          type: "choice",
          options: ["ok", "stale", "writes-blocked", "reads-blocked", "loss"],
          expected: right[id],
        })),
      },
    };
  }
};
