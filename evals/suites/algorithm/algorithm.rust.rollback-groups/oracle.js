// Keeps a group number for every member and a copy of all of them for every step. The chain has a closed form.
export default ({ params, random }) => {
  const replay = (n, calls) => {
    let groupOf = Array.from({ length: n }, (_, member) => member);
    const copies = [];
    const members = (a) => groupOf.flatMap((group, member) => (group === groupOf[a] ? [member] : []));
    return calls.map(([name, a, b]) => {
      if (name === "same") return groupOf[a] === groupOf[b] ? 1 : 0;
      if (name === "size") return members(a).length;
      if (name === "leader") return params.leader === "smallest" ? members(a)[0] : members(a).pop();
      if (name === "count") return new Set(groupOf).size;
      if (name === "undo") {
        if (copies.length === 0) return 0;
        groupOf = copies.pop();
        return 1;
      }
      const changes = groupOf[a] !== groupOf[b];
      if (changes || params.undo === "calls") copies.push(groupOf);
      groupOf = groupOf.map((group) => (group === groupOf[b] ? groupOf[a] : group));
      return changes ? 1 : 0;
    });
  };
  const chain = (n) => {
    const sizes = (n * (n + 1)) / 2 - 1;
    const leaders = params.leader === "smallest" ? 0 : (n * (n - 1)) / 2;
    return [sizes + leaders + (n * (n - 1)) / 2];
  };

  const n = random.int(6, 9);
  const randomCalls = (length) =>
    Array.from({ length }, () => {
      const [a, b] = [random.int(0, n - 1), random.int(0, n - 1)];
      const name = random.pick(["join", "join", "join", "undo", "undo", "same", "size", "leader", "count"]);
      return name === "undo" || name === "count" ? [name] : name === "size" || name === "leader" ? [name, a] : [name, a, b];
    });
  const listed = [
    ["nobody", 0, [["count"], ["undo"], ["count"]]],
    ["alone", 1, [["count"], ["size", 0], ["leader", 0], ["same", 0, 0], ["undo"]]],
    ["with itself", 3, [["join", 1, 1], ["count"], ["size", 1], ["undo"], ["undo"]]],
    ["two", n, [["join", 1, 4], ["same", 1, 4], ["same", 4, 1], ["same", 1, 2], ["size", 4], ["leader", 1], ["leader", 4], ["count"]]],
    ["twice the same", n, [["join", 1, 4], ["join", 4, 1], ["undo"], ["same", 1, 4], ["count"], ["undo"], ["same", 1, 4]]],
    ["nothing to undo", n, [["undo"], ["join", 0, 1], ["undo"], ["undo"], ["count"]]],
    ["the leader comes back", n, [["join", 2, 3], ["join", 3, 0], ["join", 2, 5], ["leader", 3], ["undo"], ["leader", 3], ["undo"], ["leader", 3], ["leader", 0]]],
    ["sizes come back", n, [["join", 0, 1], ["join", 2, 3], ["join", 1, 3], ["size", 0], ["undo"], ["size", 0], ["size", 2], ["count"]]],
    ["joined again after undo", n, [["join", 0, 1], ["undo"], ["join", 0, 2], ["same", 0, 1], ["same", 0, 2], ["undo"], ["undo"], ["count"]]],
    ["a join without effect in between", n, [["join", 0, 1], ["join", 1, 2], ["join", 0, 2], ["join", 3, 4], ["undo"], ["same", 3, 4], ["undo"], ["same", 0, 2], ["undo"], ["same", 0, 1], ["count"]]],
    ["all in one", 5, [["join", 0, 1], ["join", 2, 3], ["join", 0, 4], ["join", 4, 3], ["count"], ["size", 2], ["leader", 2], ["undo"], ["count"], ["leader", 3]]],
  ];
  for (let round = 0; round < 9; round += 1) listed.push([`random calls ${round}`, n, randomCalls(50)]);
  const many = 300_000 + random.int(0, 999);
  const keeps = params.undo === "changes" ? "true" : "false";
  const pick = params.leader === "smallest" ? "min" : "max";
  return {
    values: {
      undoText:
        params.undo === "calls"
          ? "the last call of `join`, also when that call returned false and so changed nothing"
          : "the last call of `join` that returned true (calls that returned false are passed over)",
      keeps,
      otherKeeps: keeps === "true" ? "false" : "true",
      pick,
      otherPick: pick === "min" ? "max" : "min",
    },
    grader: {
      tests: [
        ...listed.map(([name, members, calls]) => ({
          name,
          args: [members, calls.map(([call]) => call), calls.map(([, ...args]) => args)],
          expected: replay(members, calls),
        })),
        { name: "a chain", group: "size", args: [many, ["chain"], [[0]]], expected: chain(many) },
        { name: "a chain from the other side", group: "size", args: [many, ["chain"], [[1]]], expected: chain(many) },
      ],
    },
  };
};
