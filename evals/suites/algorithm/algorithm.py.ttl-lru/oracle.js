// An array of records, most recently used first; every call filters it anew. The stream has a closed form.
export default ({ params, random }) => {
  const renews = params.renew === "yes";
  const closed = params.edge === "closed";
  const live = (started, now, ttl) => (closed ? now - started <= ttl : now - started < ttl);

  const replay = (capacity, ttl, calls) => {
    let records = [];
    return calls.map(([name, ...args]) => {
      const now = args[args.length - 1];
      if (name === "stream") {
        const [count, lag] = args;
        return [((count - lag) * (count - lag - 1)) / 2, Math.min(count, capacity)];
      }
      records = records.filter(({ started }) => live(started, now, ttl));
      if (name === "keys") return records.map(({ key }) => key);
      const found = records.find(({ key }) => key === args[0]);
      if (name === "get" && found === undefined) return null;
      const others = records.filter((record) => record !== found);
      if (name === "get") {
        records = [{ ...found, started: renews ? now : found.started }, ...others];
        return found.value;
      }
      records = [{ key: args[0], value: args[1], started: now }, ...others].slice(0, capacity);
      return null;
    });
  };

  const randomCalls = (length, step) => {
    let now = random.int(0, 5);
    return Array.from({ length }, (_, index) => {
      now += random.int(0, step);
      const key = random.pick(["a", "b", "c", "d", "e"]);
      const kind = random.int(1, 10);
      if (kind <= 4) return ["put", key, index, now];
      return kind <= 8 ? ["get", key, now] : ["keys", now];
    });
  };

  const ttl = random.int(6, 12);
  const listed = [
    ["nothing stored", [2, ttl, [["get", "x", 0], ["keys", 1]]]],
    ["one entry up to its end", [1, ttl, [["put", "x", 7, 3], ["get", "x", 3], ["keys", 2 + ttl]]]],
    ["the very end of a lifetime", [3, ttl, [["put", "x", 7, 3], ["keys", 3 + ttl], ["get", "x", 3 + ttl], ["get", "x", 4 + ttl]]]],
    ["a hit before the end", [3, ttl, [["put", "x", 1, 0], ["get", "x", ttl - 1], ["get", "x", ttl + 1], ["keys", ttl + 1]]]],
    ["least recently used goes", [2, 50, [["put", "a", 1, 0], ["put", "b", 2, 1], ["get", "a", 2], ["put", "c", 3, 3], ["keys", 4], ["get", "b", 5]]]],
    ["overwriting starts again", [2, ttl, [["put", "a", 1, 0], ["put", "a", 2, ttl - 1], ["get", "a", ttl + 2], ["keys", ttl + 3]]]],
    ["overwriting drops nobody", [2, 50, [["put", "a", 1, 0], ["put", "b", 2, 0], ["put", "a", 3, 1], ["put", "a", 4, 1], ["keys", 1]]]],
    ["expired entries take no room", [2, ttl, [["put", "old", 1, 0], ["put", "new", 2, ttl - 1], ["get", "old", ttl - 1], ["put", "third", 3, 2 * ttl + 5], ["put", "fourth", 4, 2 * ttl + 5], ["keys", 2 * ttl + 5]]]],
    ["used last but expired first", [2, ttl, [["put", "a", 1, 0], ["put", "b", 2, 2], ["get", "a", 3], ["put", "c", 3, ttl + 1], ["keys", ttl + 1]]]],
    ["values that look empty", [3, 50, [["put", "zero", 0, 0], ["put", "", "", 0], ["get", "zero", 1], ["get", "", 1], ["keys", 1]]]],
    ["looking at the keys uses none", [2, 50, [["put", "a", 1, 0], ["put", "b", 2, 0], ["keys", 1], ["put", "c", 3, 2], ["keys", 2]]]],
  ];
  for (let round = 0; round < 6; round += 1) {
    listed.push([`random calls ${round}`, [random.int(1, 4), random.int(4, 9), randomCalls(40, 3)]]);
  }
  const count = 50_000 + random.int(0, 999);
  const size = [[36_000, 10 ** 9, [["stream", count, 7_000, 0]]]];
  return {
    values: {
      renews: renews ? "True" : "False",
      gone: closed ? ">" : ">=",
      wrongGone: closed ? ">=" : ">",
      renewText: renews ? "and starts its lifetime anew at `now`" : "but leaves its lifetime as it was",
      edgeText: closed
        ? "up to and including the moment `t + ttl`"
        : "before the moment `t + ttl` and no longer at that moment",
    },
    grader: {
      tests: [
        ...listed.map(([name, args]) => ({ name, args, expected: replay(...args) })),
        ...size.map((args) => ({ name: "a long stream", group: "size", args, expected: replay(...args) })),
      ],
    },
  };
};
