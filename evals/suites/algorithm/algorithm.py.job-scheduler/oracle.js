// Walks through the moments one by one, looking at all jobs. Rounds of equal jobs have a closed form.
export default ({ params, random }) => {
  const sign = params.urgent === "high" ? 1 : -1;
  const byText = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
  const better = (a, b) =>
    sign * (b[2] - a[2]) || (params.tie === "ready" ? a[3] - b[3] : 0) || byText(a[0], b[0]);
  const plan = (jobs, pauses) => {
    let rest = [...jobs];
    const last = new Map();
    const result = [];
    for (let now = 0; rest.length > 0; now += 1) {
      const able = rest.filter(
        ([, kind, , ready]) => ready <= now && (!last.has(kind) || now - last.get(kind) >= (pauses[kind] ?? 1)),
      );
      if (able.length === 0) continue;
      const [best] = able.sort(better);
      rest = rest.filter((job) => job !== best);
      last.set(best[1], now);
      result.push([best[0], now]);
    }
    return result;
  };
  // In every round of `pause` moments each kind has one turn, the most urgent first.
  const rounds = ({ count, kinds, pause }) => {
    const at = (index) => {
      const turn = Math.floor(index / kinds);
      const kind = index % kinds;
      return [`${kind}-${String(turn).padStart(5, "0")}`, turn * pause + kind];
    };
    let weighted = 0;
    const total = count * kinds;
    for (let index = 0; index < total; index += 1) {
      weighted = (weighted + (index + 1) * (at(index)[1] % 1_000_003)) % 1_000_003;
    }
    return [total, weighted, at(total >> 1), at(total - 1)];
  };

  const kinds = ["mail", "sync", "report", "scan"];
  const randomJobs = (count) => {
    const names = random.shuffle(Array.from({ length: count }, (_, index) => `job${String.fromCharCode(97 + index)}`));
    return names.map((name) => [name, random.pick(kinds), random.int(1, 4), random.int(0, 12)]);
  };
  const pause = random.int(3, 6);
  const far = 900 + random.int(0, 99);
  const listed = [
    ["no jobs", [[], {}]],
    ["one job", [[["a", "mail", 1, 0]], {}]],
    ["one job that comes late", [[["a", "mail", 1, far]], { mail: pause }]],
    ["priorities", [[["a", "mail", 1, 0], ["b", "scan", 3, 0], ["c", "sync", 2, 0]], {}]],
    ["no pause named", [[["a", "mail", 1, 0], ["b", "mail", 1, 0], ["c", "mail", 1, 0]], {}]],
    ["a pause of one", [[["a", "mail", 1, 0], ["b", "mail", 1, 0]], { mail: 1 }]],
    ["a pause", [[["a", "mail", 1, 0], ["b", "mail", 1, 0], ["c", "mail", 1, 0]], { mail: pause }]],
    ["others fill the pause", [[["a", "mail", 9, 0], ["b", "mail", 9, 0], ["c", "scan", 1, 0], ["d", "scan", 1, 0]], { mail: pause }]],
    ["a tie between an early and a late one", [[["z", "mail", 2, 0], ["a", "mail", 2, 1], ["k", "scan", 2, 1], ["y", "scan", 5 - 4 * sign, 0]], { mail: 2 }]],
    ["a tie of everything but the name", [[["n2", "scan", 1, 2], ["n1", "mail", 1, 2], ["n3", "sync", 1, 2]], {}]],
    ["ready just after a start", [[["low", "mail", 1 * sign, 0], ["high", "mail", 9 * sign, 1]], { mail: pause }]],
    ["negative priorities", [[["a", "mail", -3, 0], ["b", "scan", 0, 0], ["c", "sync", -1, 0]], {}]],
    ["long gaps", [[["a", "mail", 1, far], ["b", "mail", 2, 5], ["c", "scan", 3, far]], { mail: far }]],
  ];
  for (let round = 0; round < 7; round += 1) {
    listed.push([`random jobs ${round}`, [randomJobs(14), { mail: random.int(1, 5), sync: random.int(2, 4), scan: random.int(1, 7) }]]);
  }
  const size = { count: 4_500 + random.int(0, 50), kinds: 6, pause: 10 ** 7 + random.int(0, 99), sign };
  return {
    values: {
      urgentText: params.urgent === "high" ? "highest" : "lowest",
      tieText:
        params.tie === "ready"
          ? "the one with the smaller `ready`, and then the one whose name is smaller (Python's `<`)"
          : "the one whose name is smaller (Python's `<`), whenever it became ready",
      rank: params.urgent === "high" ? "-" : "+",
      otherRank: params.urgent === "high" ? "+" : "-",
      tieRank: params.tie === "ready" ? "ready" : "0",
    },
    grader: {
      tests: [
        ...listed.map(([name, args]) => ({ name, args, expected: [plan(...args), true] })),
        { name: "many rounds", group: "size", args: [size, {}], expected: rounds(size) },
      ],
    },
  };
};
