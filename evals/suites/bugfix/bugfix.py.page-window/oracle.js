// The paging functions once more, with a switch for each mistake; a test belongs to f2p when the mistake shows.
export default ({ params, random }) => {
  const { site, limit } = params;
  const sizeOf = (wanted) => Math.max(1, Math.min(wanted, limit));
  const model = (broken) => {
    const count = (total, wanted) => {
      const size = sizeOf(wanted);
      return broken === "count"
        ? Math.floor(total / size) + 1
        : Math.max(1, Math.ceil(total / size));
    };
    return {
      size: (...wanted) => [...wanted.map(sizeOf), limit],
      count: (...numbers) => {
        const counts = [];
        for (let at = 0; at < numbers.length; at += 2) {
          counts.push(count(numbers[at], numbers[at + 1]));
        }
        return counts;
      },
      page: (total, wantedNumber, wanted) => {
        const size = sizeOf(wanted);
        const number = Math.max(1, Math.min(wantedNumber, count(total, wanted)));
        const items = [];
        const end = (number - 1) * size + size - (broken === "slice" ? 1 : 0);
        for (let at = (number - 1) * size; at < Math.min(end, total); at += 1) items.push(`r${at}`);
        const some = items.length > 0;
        return {
          number,
          first: some ? (number - 1) * size + 1 : 0,
          last: some ? (number - 1) * size + items.length : 0,
          items,
        };
      },
      links: (number, pages, width) => {
        const first = Math.max(1, Math.min(number - Math.floor(width / 2), pages - width + 1));
        const last = Math.min(pages, first + width - 1);
        const list = [];
        for (let at = first; at <= last; at += 1) list.push(at);
        return broken === "window" ? list.slice(0, -1) : list;
      },
    };
  };
  const calls = inputs(limit, random);
  const right = model("");
  const wrong = model(site);
  const tests = calls.map(([operation, ...numbers], at) => {
    const expected = right[operation](...numbers);
    const same = JSON.stringify(expected) === JSON.stringify(wrong[operation](...numbers));
    return {
      name: `${operation} ${at + 1}`,
      args: [operation, numbers],
      expected,
      group: same ? "p2p" : "f2p",
    };
  });
  return { values: { ...codeOf(site), symptom: symptoms[site].join("\n> ") }, grader: { tests } };
};

/** In lines, for a quotation. */
const symptoms = {
  count: [
    "Sometimes there is a page too many: the pager offers one more page than there are, and opening it shows an empty",
    "table. Most lists are fine.",
  ],
  slice: [
    "Records are missing. When I go through the list page by page, some never appear on any page, although search",
    "finds them and the number of pages is right.",
  ],
  window: [
    "The row of page links is one short: from the last page I see no link to that page itself, and a list that has a",
    "single page shows no link at all.",
  ],
};

function codeOf(site) {
  return {
    countCode: site === "count" ? "total // size + 1" : "max(1, -(-total // size))",
    stopCode:
      site === "slice"
        ? "stop = min(start + size - 1, len(records))"
        : "stop = min(start + size, len(records))",
    endCode: site === "window" ? "last" : "last + 1",
  };
}

function inputs(limit, random) {
  const size = random.int(3, 9);
  const some = random.int(2, 5);
  return [
    ["count", size * some, size],
    ["count", size * some + 1, size, size * some - 1, size],
    ["count", 0, size],
    ["count", 0, 1, 1, 4],
    ["count", limit * 2, limit + 5],
    ["size", -3, 0, 1, size, limit, limit + 1],
    ["page", 0, 1, size],
    ["page", 0, 7, size],
    ["page", size * some, some, size],
    ["page", size * some, some + 1, size],
    ["page", size * some + 1, some + 1, size],
    ["page", size * some, 1, size],
    ["page", size * some - 1, some, size],
    ["page", size + 2, 0, size],
    ["page", size + 2, -4, size],
    ["page", limit + 3, 1, limit + 30],
    ["page", limit + 3, 2, limit + 30],
    ["page", 3, 2, 1],
    ["links", 1, 1, 5],
    ["links", 1, 12, 5],
    ["links", 12, 12, 5],
    ["links", 6, 12, 5],
    ["links", random.int(5, 8), 12, 4],
    ["links", 11, 12, 4],
    ["links", 2, 3, 6],
    ["links", random.int(2, 20), random.int(21, 30), random.int(3, 9)],
  ];
}
