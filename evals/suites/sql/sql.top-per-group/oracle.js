const quote = (value) =>
  value === null ? "NULL" : typeof value === "number" ? `${value}` : `'${value.replaceAll("'", "''")}'`;
const insert = (table, rows) =>
  rows.length === 0
    ? ""
    : `INSERT INTO ${table} VALUES\n${rows.map((row) => `(${row.map(quote).join(", ")})`).join(",\n")};\n`;
const two = (value) => `${value}`.padStart(2, "0");
const worlds = {
  games: { table: "result", group: "league", score: "points" },
  wines: { table: "wine", group: "region", score: "rating" },
  theses: { table: "thesis", group: "faculty", score: "mark" },
};
const functions = { rank: "rank", dense: "dense_rank", row: "row_number" };

export default ({ params, random }) => {
  const named = worlds[params.world];
  const { k, rule } = params;
  const [group, score] = [`\`${named.group}\``, `\`${named.score}\``];
  const texts = {
    rank: `A row is listed when fewer than ${k} rows of its ${group} have a higher ${score}. Rows of one ${group} with equal\n${score} values are all listed, or none of them is.`,
    dense: `A row is listed when its ${score} is one of the ${k} highest different ${score} values of its ${group}; all rows with such\na value are listed.`,
    row: `Exactly ${k} rows of each ${group} are listed, or all of them where there are fewer: those with the highest ${score}, and\namong rows with equal ${score} values those with the lower \`id\` first.`,
  };
  const [wrong, third] = random.shuffle(Object.keys(functions).filter((name) => name !== rule));
  const groups = ["amber", "blue", "coral", "dune"];
  const rows = Array.from({ length: 44 }, (_, at) => [
    at + 1,
    random.pick(groups),
    random.int(0, 6) === 0 ? null : random.int(2, 12) / 2,
  ]);
  // In every group: ties at the top and at the limit, one score too many, and too few that have one at all.
  const scores = [9, 9, 8, 8, 7.5, 7.5, 6, 6, 5, 5, 4];
  const edge = [
    ...scores.map((score) => ["ties", score]),
    ...[7, 5, null, 6, null].map((score) => ["few", score]),
    ...[null, null].map((score) => ["none", score]),
    ...Array.from({ length: 6 }, () => ["flat", 3]),
  ];
  const shuffled = random.shuffle(edge).map(([group, score], at) => [at + 1, group, score]);
  return {
    values: {
      ...named,
      ruleText: texts[rule],
      ranking: functions[rule],
      wrongRanking: functions[wrong],
      thirdRanking: functions[third],
      tie: rule === "row" ? ", id" : "",
      counted: rule === "dense" ? `DISTINCT other.${named.score}` : "*",
      orEarlier: rule === "row" ? ` OR other.${named.score} = mine.${named.score} AND other.id < mine.id` : "",
    },
    files: {
      "plain.sql": insert(named.table, rows),
      "edge.sql": insert(named.table, shuffled),
      "sparse.sql": insert(named.table, [[1, "alone", 1], [2, "other", null]]),
    },
  };
};
