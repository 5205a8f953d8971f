const quote = (value) =>
  value === null ? "NULL" : typeof value === "number" ? `${value}` : `'${value.replaceAll("'", "''")}'`;
const insert = (table, rows) =>
  rows.length === 0
    ? ""
    : `INSERT INTO ${table} VALUES\n${rows.map((row) => `(${row.map(quote).join(", ")})`).join(",\n")};\n`;
const two = (value) => `${value}`.padStart(2, "0");
const worlds = {
  support: { team: "team", work: "ticket", day: "opened_on", minutes: "minutes", count: "tickets", total: "minutes_spent" },
  garage: { team: "mechanic", work: "repair", day: "started_on", minutes: "hours", count: "repairs", total: "hours_worked" },
  school: { team: "course", work: "lesson", day: "held_on", minutes: "attendees", count: "lessons", total: "attendance" },
};
const names = ["North", "South", "East", "West", "Harbour", "Old Town", "Hill", "Mill"];

export default ({ params, random }) => {
  const named = worlds[params.world];
  const { year } = params;
  const work = (count, most) =>
    Array.from({ length: count }, (_, at) => [
      at + 1,
      random.int(1, most),
      `${year + random.int(-1, 1)}-${two(random.int(1, 12))}-${two(random.int(1, 28))}`,
      random.int(0, 3) === 0 ? null : random.int(1, 90),
    ]);
  const teams = random.shuffle(names).map((name, at) => [at + 1, name]);
  const edge = [
    [1, 1, `${year}-01-01`, 10],
    [2, 1, `${year}-12-31`, null],
    [3, 2, `${year - 1}-12-31`, 20],
    [4, 2, `${year + 1}-01-01`, 30],
    [5, 3, `${year}-06-15`, null],
    [6, 4, `${year}-06-15`, 5],
    [7, 4, `${year}-06-15`, 5],
  ];
  const tables = (rows, done) => insert(named.team, rows) + insert(named.work, done);
  return {
    values: named,
    files: {
      "plain.sql": tables(teams, work(40, 6)),
      "edge.sql": tables([[1, "Twin"], [2, "Gone"], [3, "Unknown"], [4, "Twin"], [5, "Idle"]], edge),
      "sparse.sql": tables(teams.slice(0, 2), []),
    },
  };
};
