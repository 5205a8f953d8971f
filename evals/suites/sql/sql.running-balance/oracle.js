const quote = (value) =>
  value === null ? "NULL" : typeof value === "number" ? `${value}` : `'${value.replaceAll("'", "''")}'`;
const insert = (table, rows) =>
  rows.length === 0
    ? ""
    : `INSERT INTO ${table} VALUES\n${rows.map((row) => `(${row.map(quote).join(", ")})`).join(",\n")};\n`;
const two = (value) => `${value}`.padStart(2, "0");
const worlds = {
  bank: { table: "movement", owner: "account", day: "booked_on", amount: "cents", void: "reversed" },
  tank: { table: "flow", owner: "tank", day: "measured_on", amount: "litres", void: "invalid" },
  points: { table: "entry", owner: "member", day: "earned_on", amount: "points", void: "revoked" },
};

export default ({ params, random }) => {
  const { table, ...named } = worlds[params.world];
  const owners = ["A7", "B2", "C9"];
  const rows = (count) => {
    const ids = random.shuffle(Array.from({ length: count }, (_, at) => at + 1));
    return ids.map((id) => [
      id,
      random.pick(owners),
      `2024-05-${two(random.int(1, 12))}`,
      random.int(-90, 120),
      random.int(0, 5) === 0 ? 1 : 0,
    ]);
  };
  // Several rows on one day, ids against the days, and a voided row in the middle.
  const edge = [
    [9, "X", "2024-01-01", 10, 0],
    [4, "X", "2024-01-02", 20, 0],
    [5, "X", "2024-01-02", 30, 0],
    [6, "X", "2024-01-02", 500, 1],
    [7, "X", "2024-01-02", 41, 0],
    [8, "X", "2024-01-03", -50, 0],
    [1, "X", "2024-01-04", 61, 0],
    [2, "X", "2024-01-05", 70, 0],
    [3, "X", "2024-01-06", 83, 0],
    [10, "Y", "2024-01-01", 7, 0],
    [11, "Y", "2024-01-02", 7, 0],
  ];
  return {
    values: { ...named, table, before: params.last - 1 },
    files: {
      "plain.sql": insert(table, rows(45)),
      "edge.sql": insert(table, edge),
      "sparse.sql": insert(table, [[1, "Z", "2024-01-01", 0, 0], [2, "Z", "2024-01-01", 5, 1]]),
    },
  };
};
