const quote = (value) =>
  value === null ? "NULL" : typeof value === "number" ? `${value}` : `'${value.replaceAll("'", "''")}'`;
const insert = (table, rows) =>
  rows.length === 0
    ? ""
    : `INSERT INTO ${table} VALUES\n${rows.map((row) => `(${row.map(quote).join(", ")})`).join(",\n")};\n`;
const two = (value) => `${value}`.padStart(2, "0");
const worlds = {
  payments: { left: "invoice", right: "bank_line", key: "reference", amount: "cents" },
  stock: { left: "counted", right: "recorded", key: "sku", amount: "pieces" },
  energy: { left: "meter", right: "billing", key: "site", amount: "kwh" },
};

export default ({ params, random }) => {
  const named = worlds[params.world];
  const { tolerance } = params;
  const keys = random.shuffle(Array.from({ length: 26 }, (_, at) => `K${100 + at * 7}`));
  const lines = (some) =>
    some.flatMap((key) => Array.from({ length: random.int(1, 3) }, () => [key, random.int(50, 500)]));
  const same = lines(keys.slice(0, 8));
  const near = keys.slice(8, 14).map((key) => [key, random.int(50, 500)]);
  const moved = near.map(([key, amount]) => [key, amount + random.int(-2 * tolerance, 2 * tolerance)]);
  const tables = (left, right) =>
    insert(named.left, random.shuffle(left)) + insert(named.right, random.shuffle(right));
  const [a, b, c, d, e, f, g] = keys;
  const edge = tables(
    [[a, 100], [b, 100], [c, 60], [c, 40], [d, 100], [e, 0], [f, 50], [f, 50]],
    [[a, 100 + tolerance], [b, 100 + tolerance + 1], [c, 50], [c, 50], [d, 99 - tolerance], [f, 50], [f, 50 - tolerance - 1], [g, 0]],
  );
  return {
    values: named,
    files: {
      "plain.sql": tables(
        [...same, ...near, ...lines(keys.slice(14, 17))],
        [...same, ...moved, ...lines(keys.slice(17, 20))],
      ),
      "edge.sql": edge,
      "sparse.sql": tables([], lines(keys.slice(0, 2))),
    },
  };
};
