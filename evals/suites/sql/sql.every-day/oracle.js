const quote = (value) =>
  value === null ? "NULL" : typeof value === "number" ? `${value}` : `'${value.replaceAll("'", "''")}'`;
const insert = (table, rows) =>
  rows.length === 0
    ? ""
    : `INSERT INTO ${table} VALUES\n${rows.map((row) => `(${row.map(quote).join(", ")})`).join(",\n")};\n`;
const two = (value) => `${value}`.padStart(2, "0");
const worlds = {
  hotel: { table: "booking", start: "arrives_on", end: "leaves_on", places: "beds", cancelled: "cancelled" },
  rental: { table: "rental", start: "picked_up", end: "returned_on", places: "bikes", cancelled: "void" },
  ward: { table: "admission", start: "admitted_on", end: "discharged_on", places: "beds_used", cancelled: "withdrawn" },
};
// Months of 30 days are left out: a calendar of such months would be right about them.
const lengths = { "01": 31, "02": 28, "05": 31, "07": 31 };

export default ({ params, random }) => {
  const named = worlds[params.world];
  const { month, first, span } = params;
  const year = 2023;
  const day = (offset) => {
    let [m, d] = [Number(month), first + offset];
    const length = lengths[month];
    if (d > length) [m, d] = [m + 1, d - length];
    if (d < 1) [m, d] = [m, 1];
    return `${year}-${two(m)}-${two(d)}`;
  };
  const rows = Array.from({ length: 25 }, (_, at) => {
    const start = random.int(-8, span + 3);
    return [
      at + 1,
      day(start),
      random.int(0, 7) === 0 ? null : day(start + random.int(1, 4)),
      random.int(1, 4),
      random.int(0, 4) === 0 ? 1 : 0,
    ];
  });
  const edge = [
    [1, day(-3), day(0), 2, 0],
    [2, day(0), day(1), 3, 0],
    [3, day(1), day(3), 1, 0],
    [4, day(2), day(4), 4, 1],
    [5, day(span - 1), null, 2, 0],
    [6, day(span), day(span + 1), 5, 0],
    [7, day(span + 1), null, 7, 0],
  ];
  return {
    values: { ...named, year, from: day(0), to: day(span), steps: span },
    files: {
      "plain.sql": insert(named.table, rows),
      "edge.sql": insert(named.table, edge),
      "sparse.sql": "",
    },
  };
};
