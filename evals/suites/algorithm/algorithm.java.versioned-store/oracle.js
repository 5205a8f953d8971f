// Keeps a whole copy of the store for every version. The flood has a closed form.
export default ({ params, random }) => {
  const replay = (calls) => {
    const states = [new Map()];
    const makers = [null];
    const current = () => params.first - 2 + states.length;
    const stateAt = (version) =>
      states[Math.max(0, Math.min(version - params.first + 1, states.length - 1))];
    const change = (key, edit) => {
      const next = new Map(stateAt(current()));
      edit(next);
      states.push(next);
      makers.push(key);
      return String(current());
    };
    return calls.map(([name, key, a, b]) => {
      const now = stateAt(current());
      if (name === "put") {
        if (params.same === "none" && now.get(key) === a) return String(current());
        return change(key, (state) => state.set(key, a));
      }
      if (name === "remove") return now.has(key) ? change(key, (state) => state.delete(key)) : String(current());
      if (name === "get") {
        const hidden = params.beyond === "nothing" && Number(a) > current();
        const value = hidden ? undefined : stateAt(Number(a)).get(key);
        return value === undefined ? "nothing" : `value ${value}`;
      }
      if (name === "keysAt") return String(stateAt(Number(key)).size);
      const made = makers.filter((maker, index) => {
        const version = params.first - 1 + index;
        return maker === key && version >= Number(a) && version <= Number(b);
      });
      return String(made.length);
    });
  };
  const flood = (count) => {
    let sum = 0;
    for (let i = 1; i < count; i += 1) sum += (i >> 1) + (i - (i >> 2) + 1) + 1;
    return [String(sum)];
  };

  const v = (offset) => String(params.first + offset);
  const keys = ["host", "port", "mode", ""];
  const randomCalls = (length) =>
    Array.from({ length }, () => {
      const key = random.pick(keys);
      const at = random.int(-2, 22);
      const kind = random.int(1, 10);
      if (kind <= 4) return ["put", key, random.pick(["a", "b", ""])];
      if (kind === 5) return ["remove", key];
      if (kind <= 7) return ["get", key, v(at)];
      return kind === 8 ? ["keysAt", v(at)] : ["changes", key, v(at), v(at + random.int(-1, 9))];
    });
  const listed = [
    ["empty", [["get", "host", v(0)], ["keysAt", v(0)], ["keysAt", v(-1)], ["changes", "host", v(-5), v(5)], ["remove", "host"]]],
    ["one value", [["put", "host", "a"], ["get", "host", v(0)], ["get", "host", v(-1)], ["keysAt", v(0)], ["keysAt", v(-1)]]],
    ["a later value", [["put", "host", "a"], ["put", "host", "b"], ["get", "host", v(0)], ["get", "host", v(1)]]],
    ["versions are counted together", [["put", "host", "a"], ["put", "port", "b"], ["put", "host", "c"], ["get", "host", v(1)], ["get", "port", v(0)], ["get", "port", v(2)]]],
    ["the same value again", [["put", "host", "a"], ["put", "host", "a"], ["put", "port", "x"], ["changes", "host", v(0), v(9)], ["get", "port", v(1)]]],
    ["the same value for another key", [["put", "host", "a"], ["put", "port", "a"], ["keysAt", v(1)]]],
    ["removed", [["put", "host", "a"], ["remove", "host"], ["get", "host", v(0)], ["get", "host", v(1)], ["keysAt", v(1)], ["changes", "host", v(0), v(1)]]],
    ["removed twice", [["put", "host", "a"], ["remove", "host"], ["remove", "host"], ["remove", "port"], ["put", "port", "b"]]],
    ["put again after removal", [["put", "host", "a"], ["remove", "host"], ["put", "host", "a"], ["get", "host", v(1)], ["get", "host", v(2)], ["keysAt", v(2)]]],
    ["beyond the current version", [["put", "host", "a"], ["get", "host", v(1)], ["get", "host", v(500)], ["keysAt", v(500)]]],
    ["ranges of versions", [["put", "host", "a"], ["put", "host", "b"], ["put", "port", "x"], ["put", "host", "c"], ["changes", "host", v(0), v(0)], ["changes", "host", v(1), v(2)], ["changes", "host", v(2), v(2)], ["changes", "host", v(3), v(1)], ["changes", "port", v(-9), v(99)]]],
    ["empty texts", [["put", "", ""], ["get", "", v(0)], ["keysAt", v(0)]]],
    ["letters beyond ASCII", [["put", "größe", "½"], ["get", "größe", v(0)], ["get", "groesse", v(0)]]],
  ];
  for (let round = 0; round < 8; round += 1) listed.push([`random calls ${round}`, randomCalls(50)]);
  const count = 250_000 + random.int(0, 999);
  return {
    values: {
      sameText:
        params.same === "new"
          ? "Putting the value that is there already makes a version as well."
          : "Putting the value that is there already makes no version: the current one is returned.",
      beyondText:
        params.beyond === "latest"
          ? "A version beyond the current one means the current one."
          : "For a version beyond the current one it is `null`.",
      sameTest: params.same === "none" ? "true &&" : "false &&",
      otherSameTest: params.same === "none" ? "false &&" : "true &&",
      beyondTest: params.beyond === "nothing" ? "true &&" : "false &&",
      otherBeyondTest: params.beyond === "nothing" ? "false &&" : "true &&",
    },
    grader: {
      tests: [
        ...listed.map(([name, calls]) => ({ name, args: [calls], expected: replay(calls) })),
        { name: "one key many times", group: "size", args: [[["flood", String(count)]]], expected: flood(count) },
      ],
    },
  };
};
