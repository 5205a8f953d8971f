const quote = (value) =>
  value === null ? "NULL" : typeof value === "number" ? `${value}` : `'${value.replaceAll("'", "''")}'`;
const insert = (table, rows) =>
  rows.length === 0
    ? ""
    : `INSERT INTO ${table} VALUES\n${rows.map((row) => `(${row.map(quote).join(", ")})`).join(",\n")};\n`;
const two = (value) => `${value}`.padStart(2, "0");
const worlds = {
  shop: { item: "product", price: "price", sale: "sale", day: "sold_on", quantity: "quantity" },
  tariff: { item: "meter", price: "tariff", sale: "reading", day: "read_on", quantity: "kwh" },
  parking: { item: "car_park", price: "hourly_rate", sale: "ticket", day: "parked_on", quantity: "hours" },
};

export default ({ params, random }) => {
  const named = worlds[params.world];
  const since = `2024-${two(params.start)}-10`;
  const names = random.shuffle(["alpha", "bravo", "delta", "echo", "golf", "kilo", "lima"]);
  const day = () => `2024-${two(random.int(1, 9))}-${two(random.int(1, 28))}`;
  const tables = ({ items, prices, sales }) =>
    insert(named.item, items.map((name, at) => [at + 1, name])) +
    insert(named.price, prices) +
    insert(named.sale, sales.map((row, at) => [at + 1, ...row]));
  const prices = names.flatMap((_, at) => {
    const cuts = [2, 5, 7].map((month) => `2024-${two(month)}-${two(random.int(1, 28))}`);
    const spans = [["2024-01-01", cuts[0]], [cuts[0], cuts[1]], [cuts[2], null]];
    return spans.map(([from, to]) => [at + 1, from, to, random.int(50, 900)]);
  });
  const sales = Array.from({ length: 40 }, () => [random.int(1, names.length - 1), day(), random.int(1, 5)]);
  const edge = {
    items: ["last", "first", "open", "unsold", "gap", "tie-b", "tie-a"],
    prices: [
      [1, "2024-01-01", "2024-08-01", 100],
      [1, "2024-08-01", "2024-09-01", 300],
      [2, "2024-08-01", "2024-09-01", 70],
      [3, "2024-06-01", null, 45],
      [5, "2024-06-01", "2024-07-01", 999],
      [6, "2024-01-01", null, 10],
      [7, "2024-01-01", null, 5],
    ],
    sales: [
      [1, "2024-08-01", 2], [1, "2024-07-31", 1], [1, "2024-09-01", 50],
      [2, "2024-08-01", 3],
      [3, "2024-08-15", 4], [3, "2024-01-31", 40],
      [5, "2024-07-01", 9],
      [6, "2024-08-01", 1], [7, "2024-08-01", 2],
      [6, since, 7], [7, since, 14],
      [6, "2024-01-09", 1], [7, "2024-01-09", 3],
    ],
  };
  return {
    values: {
      ...named,
      since,
      directionName: params.direction === "ASC" ? "lowest first" : "highest first",
      otherDirection: params.direction === "ASC" ? "DESC" : "ASC",
    },
    files: {
      "plain.sql": tables({ items: names, prices, sales }),
      "edge.sql": tables(edge),
      "sparse.sql": tables({ items: names.slice(0, 3), prices: [], sales: [[1, "2024-08-08", 5]] }),
    },
  };
};
