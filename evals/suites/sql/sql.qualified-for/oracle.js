const quote = (value) =>
  value === null ? "NULL" : typeof value === "number" ? `${value}` : `'${value.replaceAll("'", "''")}'`;
const insert = (table, rows) =>
  rows.length === 0
    ? ""
    : `INSERT INTO ${table} VALUES\n${rows.map((row) => `(${row.map(quote).join(", ")})`).join(",\n")};\n`;
const two = (value) => `${value}`.padStart(2, "0");
const worlds = {
  staff: { person: "employee", job: "post", needs: "requirement", has: "certificate", skill: "subject" },
  pilots: { person: "pilot", job: "route", needs: "rating_needed", has: "rating_held", skill: "rating" },
  suppliers: { person: "supplier", job: "tender", needs: "condition", has: "audit", skill: "standard" },
};

export default ({ params, random }) => {
  const named = worlds[params.world];
  const today = `2024-${two(params.month)}-15`;
  const tomorrow = `2024-${two(params.month)}-16`;
  const yesterday = `2024-${two(params.month)}-14`;
  const skills = ["A", "B", "C", "D"];
  const tables = ({ persons, jobs, needs, has }) =>
    insert(named.person, persons.map((name, at) => [at + 1, name])) +
    insert(named.job, jobs.map((name, at) => [at + 1, name])) +
    insert(named.needs, needs) +
    insert(named.has, has.map((row, at) => [at + 1, ...row]));
  const plain = {
    persons: ["Ira", "Jo", "Kai", "Lin", "Mo", "Nia"],
    jobs: ["J1", "J2", "J3", "J4"],
    needs: [1, 2, 3].flatMap((job) =>
      random.shuffle(skills).slice(0, random.int(1, 3)).map((skill) => [job, skill, random.int(1, 3)]),
    ),
    has: Array.from({ length: 30 }, () => [
      random.int(1, 6),
      random.pick(skills),
      random.int(1, 4),
      random.pick([null, today, tomorrow, yesterday, "2023-01-01", "2025-01-01"]),
    ]),
  };
  const edge = {
    persons: ["all", "twice", "expired", "today", "low", "nothing", "unlimited"],
    jobs: ["both", "one", "free"],
    needs: [[1, "A", 2], [1, "B", 2], [2, "A", 1]],
    has: [
      [1, "A", 3, tomorrow], [1, "B", 3, tomorrow],
      [2, "A", 2, tomorrow], [2, "A", 3, tomorrow],
      [3, "A", 3, yesterday], [3, "B", 3, yesterday],
      [4, "A", 3, today], [4, "B", 3, today],
      [5, "A", 2, tomorrow], [5, "B", 2, tomorrow],
      [7, "A", 9, null], [7, "B", 9, null],
    ],
  };
  return {
    values: { ...named, today },
    files: {
      "plain.sql": tables(plain),
      "edge.sql": tables(edge),
      "sparse.sql": tables({ persons: ["P"], jobs: ["Q"], needs: [], has: [] }),
    },
  };
};
