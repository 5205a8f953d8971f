const quote = (value) =>
  value === null ? "NULL" : typeof value === "number" ? `${value}` : `'${value.replaceAll("'", "''")}'`;
const insert = (table, rows) =>
  rows.length === 0
    ? ""
    : `INSERT INTO ${table} VALUES\n${rows.map((row) => `(${row.map(quote).join(", ")})`).join(",\n")};\n`;
const worlds = {
  web: { table: "page_view", who: "visitor", time: "seen_at", run: "visit", runs: "visits" },
  sensor: { table: "alarm", who: "sensor", time: "raised_at", run: "episode", runs: "episodes" },
  badge: { table: "door_event", who: "badge", time: "passed_at", run: "stay", runs: "stays" },
};

export default ({ params, random }) => {
  const named = worlds[params.world];
  const { gap } = params;
  const least = random.int(2, 3);
  const people = ["ana", "ben", "cleo", null];
  const rows = people.flatMap((who) => {
    let time = random.int(0, 50);
    return Array.from({ length: random.int(12, 20) }, () => {
      time += random.pick([0, 1, 3, gap - 1, gap, gap + 1, 2 * gap + 5]);
      return [who, time];
    });
  });
  // At the gap and just beyond it, several rows at one minute, somebody in between, runs of every small length.
  const edge = [
    ["p", 0], ["p", gap], ["p", 2 * gap],
    ["p", 3 * gap + 1], ["p", 3 * gap + 1], ["p", 3 * gap + 1],
    ["p", 5 * gap], ["p", 5 * gap + 2],
    ["p", 9 * gap],
    ["q", 3], ["q", gap + 4], ["q", gap + 4], ["q", gap + 5], ["q", gap + 9],
    ["r", 7],
    [null, 1], [null, 2], [null, 3], [null, 4],
  ];
  return {
    values: { ...named, least },
    files: {
      "plain.sql": insert(named.table, random.shuffle(rows)),
      "edge.sql": insert(named.table, random.shuffle(edge)),
      "sparse.sql": insert(named.table, [["solo", 5], [null, 5]]),
    },
  };
};
