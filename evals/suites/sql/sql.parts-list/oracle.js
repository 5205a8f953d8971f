const quote = (value) =>
  value === null ? "NULL" : typeof value === "number" ? `${value}` : `'${value.replaceAll("'", "''")}'`;
const insert = (table, rows) =>
  rows.length === 0
    ? ""
    : `INSERT INTO ${table} VALUES\n${rows.map((row) => `(${row.map(quote).join(", ")})`).join(",\n")};\n`;
const worlds = {
  machines: { table: "assembly", whole: "product", piece: "part", count: "pieces", root: "drill" },
  recipes: { table: "recipe", whole: "dish", piece: "ingredient", count: "portions", root: "menu" },
  packages: { table: "contents", whole: "package", piece: "item", count: "units", root: "crate" },
};

export default ({ params, random }) => {
  const { table, root, ...columns } = worlds[params.world];
  // Layers, each made of the next ones: no name can hold itself.
  const layers = [[root, "other"], ["l1", "l2", "l3"], ["m1", "m2", "m3"], ["b1", "b2", "b3", "b4"]];
  const rows = layers.slice(0, -1).flatMap((layer, depth) =>
    layer.flatMap((whole) => {
      const below = layers.slice(depth + 1).flat();
      return random.shuffle(below).slice(0, 3).map((piece) => [whole, piece, random.int(1, 4)]);
    }),
  );
  // Two ways to m with the same count, one basic part at several depths, and a product nobody asked for.
  const edge = [
    [root, "left", 2], [root, "right", 2], [root, "screw", 3], [root, "deep", 1],
    ["left", "m", 2], ["right", "m", 2], ["m", "screw", 5], ["m", "plate", 1],
    ["deep", "d2", 2], ["d2", "d3", 2], ["d3", "d4", 2], ["d4", "screw", 1],
    ["spare", "screw", 100], ["spare", root, 1],
  ];
  return {
    values: { ...columns, table, root },
    files: {
      "plain.sql": insert(table, random.shuffle(rows)),
      "edge.sql": insert(table, random.shuffle(edge)),
      "sparse.sql": insert(table, [[root, "one", random.int(2, 9)]]),
    },
  };
};
