// What the pool has to come to in any order of the calls; storms are made so that it is the same in every order.
export default ({ params, random }) => {
  const { site, threads } = params;
  const [one, two, ...more] = random.shuffle(["north", "south", "gala", "noon", "late", "club", "open", "east", "west"]);
  const seats = random.int(2, 5);
  const broken = (when) => (when === site ? "f2p" : "p2p");
  const tests = [
    ...scripts(one, two, random),
    ...storms({ one, two, more, seats, threads, broken, random }),
  ];
  const values = { events: plurals[params.event], symptom: symptoms[site].join("\n> "), ...codeOf(site) };
  return { values, grader: { tests } };
};

const plurals = { concert: "concerts", ferry: "ferries", workshop: "workshops", screening: "screenings" };

/** In lines, for a quotation. */
const symptoms = {
  reserve: [
    "At busy times we sell more seats than there are. Each buyer gets a confirmation and the number of free seats",
    "never goes below zero, but more people than seats stand at the door. With one customer at a time it never",
    "happens.",
  ],
  release: [
    "When many people cancel within the same second some of the seats never come back: the count stays too low",
    "although every cancellation was confirmed. With one customer at a time it never happens.",
  ],
};

const lines = {
  reserve: [
    "free = self._store.read(name)",
    "if free < seats:",
    "    return None",
    "with self._locks[name]:",
    "    self._store.write(name, free - seats)",
    "return free - seats",
  ],
  release: [
    "free = self._store.read(name) + seats",
    "with self._locks[name]:",
    "    self._store.write(name, free)",
    "return free",
  ],
};

/** The lock is taken for the write alone where the mistake is, for everything elsewhere. */
function codeOf(site) {
  const text = (name) => {
    const written = lines[name];
    if (name === site) return written.map((line) => `        ${line}`).join("\n");
    const inside = written
      .filter((line) => !line.startsWith("with "))
      .map((line) => (line.startsWith("    self") ? line.slice(4) : line));
    return ["        with self._locks[name]:", ...inside.map((line) => `            ${line}`)].join("\n");
  };
  return { reserveCode: text("reserve"), releaseCode: text("release") };
}

function scripts(one, two, random) {
  const script = (name, stock, calls) => {
    const now = { ...stock };
    const act = {
      free: (event) => now[event],
      reserve: (event, seats) => {
        if (now[event] < seats) return null;
        now[event] -= seats;
        return now[event];
      },
      release: (event, seats) => {
        now[event] += seats;
        return now[event];
      },
      swap: (old, next, seats) => act.reserve(next, seats) !== null && act.release(old, seats) >= 0,
    };
    const expected = [calls.map(([call, ...args]) => act[call](...args)), now];
    return { name, args: ["script", { stock, calls }], expected, group: "p2p" };
  };
  const free = random.int(20, 40);
  const stock = { [one]: free, [two]: 3 };
  return [
    script("free", stock, [["free", one], ["free", two]]),
    script("take some", stock, [["reserve", one, 4], ["reserve", one, 1], ["free", one]]),
    script("take all", stock, [["reserve", one, free], ["reserve", one, 1], ["reserve", two, 3]]),
    script("too many", stock, [["reserve", two, 4], ["reserve", two, 2], ["reserve", two, 2]]),
    script("give back", stock, [["release", two, 5], ["reserve", two, 8], ["release", two, 1]]),
    script("swap", stock, [["swap", one, two, 2], ["swap", one, two, 2], ["free", one]]),
    script("swap with itself", stock, [["swap", two, two, 3], ["swap", two, two, 4]]),
  ];
}

function storms({ one, two, more, seats, threads, broken, random }) {
  const storm = (name, group, { stock, calls, show = "answers", expected, patience = 0.01 }) => ({
    name,
    args: ["storm", { stock, calls, show, patience }],
    expected: { done: calls.length, refused: 0, ...expected },
    group,
  });
  const times = (call) => Array.from({ length: threads }, () => call);
  const steps = (from, by, count = threads) =>
    Array.from({ length: count }, (_, at) => String(from + by * (at + 1)));
  const free = threads * seats + random.int(1, 30);
  const few = seats * 3 + random.int(0, seats - 1);
  const gifts = times(0).map((_, at) => 50 * 2 ** at);
  const names = more.slice(0, threads);
  const wide = Object.fromEntries(names.map((name) => [name, free]));
  const after = (by) => Object.fromEntries(names.map((name) => [name, free + by]));
  return [
    storm("all find seats", broken("reserve"), {
      stock: { [one]: free },
      calls: times(["reserve", one, seats]),
      expected: { stock: { [one]: free - threads * seats }, answers: steps(free, -seats).sort() },
    }),
    storm("three find seats", broken("reserve"), {
      stock: { [one]: few },
      calls: times(["reserve", one, seats]),
      expected: {
        refused: threads - 3,
        stock: { [one]: few - 3 * seats },
        answers: [...steps(few, -seats, 3), ...times("None").slice(3)].sort(),
      },
    }),
    storm("all give back", broken("release"), {
      stock: { [one]: few },
      calls: times(["release", one, seats]),
      expected: { stock: { [one]: few + threads * seats }, answers: steps(few, seats).sort() },
    }),
    storm("some take, some give", "f2p", {
      stock: { [one]: free * 2 },
      // Each amount is more than all before it together: no lost call can make up for another one.
      calls: [...times(["reserve", one, seats]), ...gifts.map((gift) => ["release", one, gift])],
      show: "refused",
      expected: {
        stock: { [one]: free * 2 - threads * seats + gifts.reduce((sum, gift) => sum + gift) },
      },
    }),
    storm("all change to one", broken("reserve"), {
      stock: { ...wide, [two]: free },
      calls: names.map((name) => ["swap", name, two, seats]),
      show: "refused",
      expected: { stock: { ...after(seats), [two]: free - threads * seats } },
    }),
    storm("all change from one", broken("release"), {
      stock: { ...wide, [two]: free },
      calls: names.map((name) => ["swap", two, name, seats]),
      show: "refused",
      expected: { stock: { ...after(-seats), [two]: free + threads * seats } },
    }),
    storm("different ones at once", "p2p", {
      stock: { [one]: free, [two]: few },
      calls: [["reserve", one, seats], ["release", two, seats]],
      show: "met",
      patience: 0.4,
      expected: { met: 2, stock: { [one]: free - seats, [two]: few + seats } },
    }),
  ];
}
