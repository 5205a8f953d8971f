const quote = (value) =>
  value === null ? "NULL" : typeof value === "number" ? `${value}` : `'${value.replaceAll("'", "''")}'`;
const insert = (table, rows) =>
  rows.length === 0
    ? ""
    : `INSERT INTO ${table} VALUES\n${rows.map((row) => `(${row.map(quote).join(", ")})`).join(",\n")};\n`;
const two = (value) => `${value}`.padStart(2, "0");
const worlds = {
  shop: { people: "customer", events: "purchase", person: "customer_id", day: "bought_on", states: ["paid", "cancelled", "open"] },
  library: { people: "reader", events: "loan", person: "reader_id", day: "lent_on", states: ["returned", "lost", "running"] },
  clinic: { people: "patient", events: "visit", person: "patient_id", day: "seen_on", states: ["kept", "missed", "moved"] },
};
const names = ["Ada", "Bo", "Chidi", "Dana", "Emre", "Farid", "Gwen", "Hana", "Ivo", "Jun"];

export default ({ params, random }) => {
  const { states, ...named } = worlds[params.world];
  const [good, ...bad] = states;
  const since = `2024-${two(params.month)}-01`;
  const dayBefore = `2024-${two(params.month - 1)}-28`;
  const people = (count) => random.shuffle(names).slice(0, count).map((name, at) => [at + 1, name]);
  const anyDay = () => `2024-${two(random.int(1, 12))}-${two(random.int(1, 28))}`;
  const events = (count, most) =>
    Array.from({ length: count }, (_, at) => [at + 1, random.int(1, most), anyDay(), random.pick(states)]);
  const tables = (persons, happened) => insert(named.people, persons) + insert(named.events, happened);
  const edge = [
    [1, 2, since, good],
    [2, 3, dayBefore, good],
    [3, 4, since, bad[0]],
    [4, null, since, good],
    [5, 4, dayBefore, good],
    [6, 5, since, bad[1]],
    [7, 5, "2024-12-28", good],
  ];
  const twins = [[1, "Ada"], [2, "Bo"], [3, "Ada"], [4, "Zoe"], [5, "Kim"], [6, "Ada"]];
  return {
    values: {
      ...named,
      good,
      since,
      directionName: params.direction === "ASC" ? "ascending" : "descending",
    },
    files: {
      "plain.sql": tables(people(10), events(18, 10)),
      "edge.sql": tables(twins, edge),
      "sparse.sql": tables(people(4), []),
    },
  };
};
