// A plain list of elements and the slot where the first one lies.
export default ({ params, random }) => {
  const solve = (capacity, calls) => {
    let [items, head, size] = [[], 0, capacity];
    return calls.map(([name, arg = 0]) => {
      if (name === "push") {
        if (size === 0 || (items.length === size && params.full === "refuse")) return String(arg);
        items.push(arg);
        if (items.length <= size) return "none";
        head = (head + 1) % size;
        return String(items.shift());
      }
      if (name === "pop") {
        if (items.length === 0) return "none";
        head = (head + 1) % size;
        return String(items.shift());
      }
      if (name === "resize") {
        const excess = Math.max(0, items.length - arg);
        const dropped = items.splice(params.keep === "newest" ? 0 : items.length - excess, excess);
        [head, size] = [0, arg];
        return dropped.join(" ");
      }
      const taken = new Set(items.map((_, at) => (head + at) % size));
      const layout = Array.from({ length: size }, (_, at) => (taken.has(at) ? "x" : ".")).join("");
      return `${items.length} of ${size}: ${items.join(" ")} [${layout}]`;
    });
  };
  const show = ["show"];
  const push = (...values) => values.map((value) => ["push", value]);
  const n = random.int(10, 99);
  const listed = [
    ["nothing", 3, [show, ["pop"]]],
    ["one element", 3, [...push(n), show, ["pop"], ["pop"], show]],
    ["just full", 3, [...push(1, 2, n), show]],
    ["more than full", 3, [...push(1, 2, 3, n), show, ["pop"], show]],
    ["twice round", 3, [...push(1, 2, 3, 4, 5, 6, n), show]],
    ["one slot", 1, [...push(1, n), show, ["pop"], ...push(3), show]],
    ["no slot", 0, [...push(n), show, ["pop"], show]],
    ["over the edge", 3, [...push(1, 2), ["pop"], ...push(3, n), show, ["pop"], show]],
    ["larger", 2, [...push(1, n), ["resize", 4], show, ...push(3, 4, 5), show]],
    ["larger after turning", 3, [...push(1, 2, 3), ["pop"], ["pop"], ...push(4, n), ["resize", 5], show, ...push(6), show]],
    ["smaller", 4, [...push(1, 2, 3, n), ["resize", 2], show, ...push(5), show]],
    ["smaller but large enough", 5, [...push(1, n), ["pop"], ["resize", 2], show, ...push(3, 4), show]],
    ["smaller after turning", 4, [...push(1, 2, 3, 4), ["pop"], ["pop"], ...push(5, n), ["resize", 3], show, ["pop"], show]],
    ["to the same size", 3, [...push(1, 2), ["pop"], ["resize", 3], show]],
    ["to nothing", 3, [...push(1, 2, n), ["resize", 0], show, ...push(4), show]],
    ["from nothing", 0, [["resize", 2], show, ...push(1, n, 3), show]],
    ["an empty one that had turned", 3, [...push(1, 2), ["pop"], ["pop"], ["resize", 2], ...push(n), show]],
  ];
  for (let round = 0; round < 7; round += 1) {
    const calls = Array.from({ length: 45 }, (_, at) => {
      const kind = random.int(1, 10);
      return kind <= 5 ? ["push", at] : kind <= 7 ? ["pop"] : kind === 8 ? ["resize", random.int(0, 5)] : show;
    });
    listed.push([`random calls ${round}`, random.int(1, 4), calls]);
  }
  const counts = { newest: "0", oldest: "kept" };
  return {
    values: {
      fullText:
        params.full === "overwrite"
          ? "When the ring is full, the oldest element makes room and comes back."
          : "When the ring is full, nothing changes and the new element comes back.",
      refuses: params.full === "refuse" ? "true" : "false",
      keepsNewest: params.keep === "newest" ? "true" : "false",
      skipped: counts[params.keep],
      otherSkipped: counts[params.keep === "newest" ? "oldest" : "newest"],
    },
    grader: {
      tests: listed.map(([name, capacity, calls]) => ({
        name,
        args: [capacity, calls.map(([call]) => call), calls.map(([, arg = 0]) => arg)],
        expected: solve(capacity, calls),
      })),
    },
  };
};
