// Each key with the share of its largest value and the shards a query asks, checked rule by rule.
export default ({ random }) => {
  for (;;) {
    const shards = random.pick([64, 96, 128]);
    const largest = random.pick([1.5, 4, 6, 9, 12]);
    const maxKey = random.pick([0.8, 1, 2, 3]);
    const maxAsked = random.pick([6, 8, 10, 12]);
    const buckets = random.shuffle([2, 4, 8, 16, 24]).slice(0, 2);
    const keys = random.shuffle([
      { text: "`created_day`", isHot: true },
      { text: "`id`", share: 0, asked: shards },
      { text: "`tenant_id`", share: largest, asked: 1 },
      ...buckets.map((count) => ({
        text: `\`tenant_id\` and \`id % ${count}\``,
        share: largest / count,
        asked: count,
      })),
    ]);
    const passing = keys.filter(
      ({ isHot, share, asked }) => !isHot && share <= maxKey && asked <= maxAsked,
    );
    if (passing.length === 0 || keys.some(({ share }) => share === maxKey)) continue;
    const fewest = Math.min(...passing.map(({ asked }) => asked));
    const verdict = ({ isHot, share, asked }) => {
      if (isHot) return "hot-writes";
      if (share > maxKey) return "skew";
      if (asked > maxAsked) return "fan-out";
      return asked === fewest ? "ok" : "dearer";
    };
    const names = ["a", "b", "c", "d", "e"];
    const right = keys.map(verdict);
    if (new Set(right).size < 4 && random.float() < 0.8) continue;
    const tenant = keys.findIndex(({ text }) => text === "`tenant_id`");
    const json = (change) =>
      JSON.stringify(Object.fromEntries(right.map((is, at) => [names[at], change(is, at)])));
    return {
      values: {
        things: random.pick(["measurements", "messages", "audit events", "deliveries"]),
        shards,
        largest,
        maxKey,
        maxAsked,
        table: keys.map(({ text }, at) => `- ${names[at]}: ${text}`).join("\n"),
        dayFine: json((is) => (is === "hot-writes" ? "fan-out" : is)),
        tenantSwapped: json((is, at) => (at !== tenant ? is : is === "skew" ? "ok" : "skew")),
        noFanOut: json((is) => (is === "fan-out" ? "dearer" : is)),
      },
      grader: {
        questions: right.map((expected, at) => ({
          id: names[at],
          type: "choice",
          options: ["ok", "hot-writes", "skew", "fan-out", "dearer"],
          expected,
        })),
      },
    };
  }
};
