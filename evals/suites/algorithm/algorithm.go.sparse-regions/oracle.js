// Paints over: every cell starts with its own colour and takes a smaller one from its neighbours until nothing changes.
export default ({ params, random }) => {
  const edges = [[1, 0], [-1, 0], [0, 1], [0, -1]];
  const kinds = {
    edges,
    corners: [...edges, [1, 1], [1, -1], [-1, 1], [-1, -1]],
    slanted: [...edges, [1, -1], [-1, 1]],
  };
  const steps = kinds[params.touch];
  const homeFirst = params.first === "column" ? (a, b) => a[0] - b[0] || a[1] - b[1] : (a, b) => a[1] - b[1] || a[0] - b[0];
  const solve = (cells) => {
    const unique = [...new Map(cells.map((cell) => [cell.join(), cell])).values()].sort(homeFirst);
    const colour = new Map(unique.map((cell, index) => [cell.join(), index]));
    for (let changed = true; changed; ) {
      changed = false;
      for (const [x, y] of unique) {
        for (const [dx, dy] of steps) {
          const other = colour.get(`${x + dx},${y + dy}`);
          if (other < colour.get(`${x},${y}`)) {
            colour.set(`${x},${y}`, other);
            changed = true;
          }
        }
      }
    }
    const sizes = new Map();
    for (const index of colour.values()) sizes.set(index, (sizes.get(index) ?? 0) + 1);
    return [...sizes]
      .sort(([a, sizeA], [b, sizeB]) => sizeB - sizeA || a - b)
      .map(([index, size]) => [size, ...unique[index]]);
  };
  // The comb hangs together whatever touches; the lonely cells stand in one row.
  const comb = (teeth) => {
    const far = 10 ** 12;
    const lonely = (tooth) => [1, far - 3 * tooth, -far];
    return [[teeth + 1], [8 * teeth, 0, 0], lonely(1), lonely(0)];
  };

  const far = 10 ** 12 - random.int(0, 99);
  const x = random.int(-20, 20);
  const randomCells = (count, width) =>
    Array.from({ length: count }, () => [random.int(-width, width), random.int(-width, width)]);
  const listed = [
    ["no cells", []],
    ["one cell", [[x, -x]]],
    ["one cell three times", [[x, 2], [x, 2], [x, 2]]],
    ["a row", [[3, 0], [1, 0], [2, 0]]],
    ["a column", [[x, 3], [x, 1], [x, 2]]],
    ["a diagonal up", [[0, 0], [1, 1], [2, 2]]],
    ["a diagonal down", [[0, 0], [1, -1], [2, -2]]],
    ["equal sizes", [[5, 1], [0, 9], [0, 2], [3, -4]]],
    ["different sizes", [[9, 9], [0, 0], [0, 1], [20, 20], [21, 20], [22, 20]]],
    ["the home of a region", [[2, 0], [1, 0], [1, 1], [0, 1], [0, 2]]],
    ["a ring and its centre", [[0, 0], [1, 0], [2, 0], [0, 1], [2, 1], [0, 2], [1, 2], [2, 2], [4, 4]]],
    ["duplicates make nothing larger", [[0, 0], [0, 0], [0, 0], [5, 5], [5, 6]]],
    ["far corners", [[far, far], [-far, far], [-far, -far], [far, -far], [far, far - 1]]],
    ["across the middle", [[-1, 0], [0, 0], [1, 0], [0, -1]]],
  ];
  for (let round = 0; round < 7; round += 1) listed.push([`random cells ${round}`, randomCells(20 + 5 * round, 4)]);
  const teeth = 24_000 + random.int(0, 99);
  const text = (list) => list.map(([dx, dy]) => `{${dx}, ${dy}}`).join(", ");
  return {
    values: {
      touchText: {
        edges: "they have an edge in common",
        corners: "they have an edge or a corner in common",
        slanted: "they have an edge in common, or lie like (x, y) and (x + 1, y - 1)",
      }[params.touch],
      homeText:
        params.first === "column"
          ? "the smallest x, and of several the one with the smallest y"
          : "the smallest y, and of several the one with the smallest x",
      steps: text(steps),
      otherSteps: text(kinds[params.touch === "slanted" ? "edges" : "slanted"]),
      major: params.first === "column" ? "0" : "1",
      minor: params.first === "column" ? "1" : "0",
    },
    grader: {
      tests: [
        ...listed.map(([name, cells]) => ({ name, args: [cells, 0], expected: solve(cells) })),
        { name: "a long comb", group: "size", args: [[], teeth], expected: comb(teeth) },
      ],
    },
  };
};
