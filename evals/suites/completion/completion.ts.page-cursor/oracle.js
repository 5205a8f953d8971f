// Counts for every row how many stand before it, instead of sorting.
export default ({ params, random }) => {
  const before = ([idA, a], [idB, b]) => {
    if (a !== b) return params.direction === "ascending" ? a < b : a > b;
    return params.idOrder === "ascending" ? idA < idB : idA > idB;
  };
  const solve = (rows, cursor, limit) => {
    const start = cursor === null ? null : cursor.split(":").map(Number).reverse();
    const behind = rows.filter((row) => start === null || before(start, row));
    const sorted = [];
    for (const row of behind) sorted[behind.filter((other) => before(other, row)).length] = row;
    const page = sorted.slice(0, Math.max(1, Math.min(limit, params.most)));
    const [id, value] = page[page.length - 1] ?? [];
    return [page.map(([each]) => each), sorted.length > page.length ? `${value}:${id}` : null, true];
  };
  const rows = (count, values) =>
    random.shuffle(Array.from({ length: count }, (_, index) => [index + 1, random.int(-values, values)]));
  const some = [[4, 10], [1, 30], [3, 20], [2, 20], [6, 20], [5, 10], [7, -5]];
  const listed = [
    ["no rows", [], null, 2],
    ["one row", [[8, 5]], null, 2],
    ["the first page", some, null, 2],
    ["exactly the rest", some.slice(0, 2), null, 2],
    ["behind a row", some, "20:2", 2],
    ["between equal values", some, "20:3", 2],
    ["behind a row that has gone", some, "15:9", 2],
    ["behind a row with an equal value that has gone", some, "20:4", 3],
    ["behind everything", some, params.direction === "ascending" ? "99:1" : "-99:1", 2],
    ["before everything", some, params.direction === "ascending" ? "-99:1" : "99:1", 2],
    ["a negative value in the cursor", some, "-5:7", 3],
    ["no limit to speak of", some, null, 0],
    ["a negative limit", some, null, -4],
    ["a huge limit", some, null, 1000],
    ["a huge limit and just enough rows", some.slice(0, params.most), null, 1000],
  ];
  for (let round = 0; round < 5; round += 1) {
    const list = rows(9, 3);
    listed.push([`random rows ${round}`, list, `${random.int(-3, 3)}:${random.int(1, 9)}`, random.int(1, 4)]);
  }
  const bad = ["", "20", "20:2:1", "a:1", "1:-2", "null", "007:1", "-0:5", "20:02", "1:99999999999999999999", "-12345678901234567891:2"];
  const compare = (name, direction) => (direction === "ascending" ? `a.${name} - b.${name}` : `b.${name} - a.${name}`);
  return {
    values: { compareField: compare(params.field, params.direction), compareId: compare("id", params.idOrder) },
    grader: {
      tests: [
        ...listed.map(([name, ...args]) => ({ name, args, expected: solve(...args) })),
        ...bad.map((cursor) => ({ name: `bad cursor “${cursor}”`, args: [some, cursor, 2], throws: true })),
      ],
    },
  };
};
