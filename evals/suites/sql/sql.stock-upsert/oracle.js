const quote = (value) =>
  value === null ? "NULL" : typeof value === "number" ? `${value}` : `'${value.replaceAll("'", "''")}'`;
const insert = (table, rows) =>
  rows.length === 0
    ? ""
    : `INSERT INTO ${table} VALUES\n${rows.map((row) => `(${row.map(quote).join(", ")})`).join(",\n")};\n`;
const worlds = {
  warehouse: { stock: "stock", delivery: "delivery_line", key: "sku", count: "quantity", shelf: "bin", states: ["accepted", "damaged", "missing"] },
  pharmacy: { stock: "drug_stock", delivery: "shipment_line", key: "drug_code", count: "packs", shelf: "drawer", states: ["checked", "refused", "open"] },
  library: { stock: "holding", delivery: "acquisition", key: "isbn", count: "copies", shelf: "call_number", states: ["received", "returned", "ordered"] },
};

export default ({ params, random }) => {
  const { states, ...named } = worlds[params.world];
  const [good, ...bad] = states;
  const keys = random.shuffle(Array.from({ length: 14 }, (_, at) => `${1000 + 37 * at}`));
  const kept = keys.slice(0, 8).map((key, at) => [key, random.int(0, 50), at % 3 === 0 ? null : `R${at}`, "2024-01-05"]);
  const lines = Array.from({ length: 24 }, (_, at) => [at + 1, random.pick(keys), random.int(1, 9), random.pick([good, good, ...bad])]);
  const edge = [
    [1, "known", 4, good],
    [2, "known", 6, good],
    [3, "known", 90, bad[0]],
    [4, "new", 3, good],
    [5, "new", 2, good],
    [6, "refused", 7, bad[1]],
    [7, "refused-new", 7, bad[0]],
  ];
  const shelves = [["known", 10, "S1", "2024-01-05"], ["refused", 1, "S2", "2024-01-06"], ["idle", 0, null, "2024-01-07"]];
  const tables = (rows, delivered) => insert(named.stock, rows) + insert(named.delivery, delivered);
  return {
    values: { ...named, good, today: `2024-03-${params.day}` },
    files: {
      "plain.sql": tables(kept, lines),
      "edge.sql": tables(shelves, edge),
      "sparse.sql": tables([], [[1, "only", 5, good]]),
    },
  };
};
