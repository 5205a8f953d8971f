// A plain array of keys, hottest first, and a set of pins.
export default ({ params, random }) => {
  const solve = (capacity, calls) => {
    let keys = [];
    const pins = new Set();
    const trim = (used) => {
      const evicted = [];
      const count = () => keys.length - (params.pinsCount === "yes" ? 0 : pins.size);
      while (count() > capacity) {
        const able = keys.filter((key) => !pins.has(key) && key !== used);
        if (able.length === 0) break;
        const victim = params.victim === "coldest" ? able[able.length - 1] : able[0];
        keys = keys.filter((key) => key !== victim);
        evicted.push(victim);
      }
      return evicted.join(" ");
    };
    return calls.map(([name, key]) => {
      if (name === "use") {
        keys = [key, ...keys.filter((other) => other !== key)];
        return trim(key);
      }
      if (name === "pin") {
        if (!keys.includes(key) || pins.has(key)) return "false";
        pins.add(key);
        return "true";
      }
      if (name === "unpin") return pins.delete(key) ? trim(undefined) : "";
      return `${keys.join(" ")} | ${[...keys].reverse().join(" ")}`;
    });
  };
  const use = (...keys) => keys.map((key) => ["use", key]);
  const pin = (...keys) => keys.map((key) => ["pin", key]);
  const unpin = (...keys) => keys.map((key) => ["unpin", key]);
  const keys = ["keys"];
  const p = `p${random.int(10, 99)}`;
  const listed = [
    ["empty", 2, [keys, ...pin("a"), ...unpin("a"), keys]],
    ["one page", 1, [...use(p), keys, ...use(p), keys]],
    ["within the capacity", 3, [...use("a", "b", p), keys]],
    ["one too many", 2, [...use("a", "b", p), keys]],
    ["used again", 3, [...use("a", "b", "c", "a"), keys, ...use(p), keys]],
    ["the middle one used again", 3, [...use("a", "b", "c", "b"), keys, ...use("b"), keys]],
    ["the coldest one used again", 3, [...use("a", "b", "c", "a", "b"), keys, ...use("d", "e"), keys]],
    ["capacity of one", 1, [...use("a", "b", p, "a"), keys]],
    ["a pinned page stays", 2, [...use("a"), ...pin("a"), ...use("b", "c", p), keys]],
    ["pinned twice", 2, [...use("a"), ...pin("a", "a"), ...unpin("a", "a"), keys]],
    ["all pinned", 2, [...use("a", "b"), ...pin("a", "b"), ...use("c"), keys, ...use(p), keys]],
    ["more pinned than fit", 1, [...use("a"), ...pin("a"), ...use("b"), ...pin("b"), ...use("c"), ...pin("c"), keys]],
    ["unpinned with room", 3, [...use("a", "b"), ...pin("a"), ...unpin("a"), keys]],
    ["unpinned without room", 1, [...use("a"), ...pin("a"), ...use("b"), ...pin("b"), ...use("c"), keys, ...unpin("a"), keys, ...unpin("b"), keys]],
    ["unpinned one by one", 2, [...use("a"), ...pin("a"), ...use("b"), ...pin("b"), ...use("c"), ...pin("c"), ...use("d"), ...unpin("b"), keys, ...unpin("c"), keys, ...unpin("a"), keys]],
    ["a pinned page becomes the hottest", 2, [...use("a", "b"), ...pin("a"), ...use("a"), keys, ...use(p), keys]],
    ["evicted and back", 2, [...use("a", "b", "c", "a", "b"), keys]],
    ["a pin ends with its undoing only", 2, [...use("a"), ...pin("a"), ...use("b", "c", "d", "e"), keys, ...unpin("x"), keys]],
  ];
  for (let round = 0; round < 7; round += 1) {
    const calls = Array.from({ length: 45 }, () => {
      const key = random.pick(["a", "b", "c", "d", "e", "f"]);
      return random.pick([["use", key], ["use", key], ["use", key], ["pin", key], ["unpin", key], keys]);
    });
    listed.push([`random calls ${round}`, random.int(1, 4), calls]);
  }
  const ends = { coldest: ["coldEnd.hotter", "hotter"], hottest: ["hotEnd.colder", "colder"] };
  const [from, towards] = ends[params.victim];
  const [otherFrom, otherTowards] = ends[params.victim === "coldest" ? "hottest" : "coldest"];
  const counts = params.pinsCount === "yes";
  return {
    values: {
      pinsText: counts ? "pinned pages count like any other" : "pinned pages do not count",
      minusPins: counts ? "" : " - pinned",
      otherMinusPins: counts ? " - pinned" : "",
      from,
      towards,
      otherFrom,
      otherTowards,
    },
    grader: {
      tests: listed.map(([name, capacity, calls]) => ({ name, args: [capacity, calls], expected: solve(capacity, calls) })),
    },
  };
};
