// A list that is sorted again for every question. Filling from both ends has a closed form.
export default ({ params, random }) => {
  const high = params.best === "high";
  const replay = (calls) => {
    let scores = [];
    const results = [];
    for (const [name, a, b] of calls) {
      const sorted = [...scores].sort((x, y) => (high ? y - x : x - y));
      const better = (score) => (high ? score > a : score < a);
      if (name === "add") scores.push(a);
      else if (name === "remove") {
        results.push(scores.includes(a) ? 1 : 0);
        if (scores.includes(a)) scores.splice(scores.indexOf(a), 1);
      } else if (name === "at") {
        const there = a >= 1 && a <= sorted.length;
        results.push(there ? 1 : -1, there ? sorted[a - 1] : 0);
      } else if (name === "place") {
        const ahead = scores.filter((score) => better(score) || (params.rankRule === "last" && score === a));
        results.push(1 + ahead.length);
      } else if (name === "between") {
        results.push(scores.filter((s) => s >= a && (params.ends === "closed" ? s <= b : s < b)).length);
      }
    }
    return results;
  };
  // After the odd call i, 0, 2, ..., i - 1 and 2n - 1, 2n - 3, ..., 2n - i are there: half below i, half above.
  const fill = (count) => {
    let sum = 0;
    for (let i = 3; i < count; i += 4) {
      const half = (i + 1) / 2;
      const smaller = half;
      const at = 1 + (i - 1) / 2;
      // Place `half` is the last of its half, counted from the best.
      const score = high ? 2 * count - i : 2 * (at - 1);
      sum += 1 + (high ? i + 1 - smaller : smaller) + (score % 1000);
    }
    return [sum];
  };

  const calls = (...list) => list;
  const randomCalls = (length) =>
    Array.from({ length }, () => {
      const score = random.int(-4, 8);
      const kind = random.pick(["add", "add", "add", "remove", "at", "place", "between"]);
      if (kind === "at") return [kind, random.int(0, 9)];
      return kind === "between" ? [kind, score, score + random.int(-1, 5)] : [kind, score];
    });
  const s = random.int(10, 90);
  const big = 2 ** 52 + random.int(0, 99);
  const listed = [
    ["empty", calls(["at", 1], ["place", s], ["between", 0, 100], ["remove", s])],
    ["one score", calls(["add", s], ["at", 1], ["at", 0], ["at", 2], ["at", -1], ["place", s], ["place", s - 1], ["place", s + 1])],
    ["two scores", calls(["add", s], ["add", s + 5], ["at", 1], ["at", 2], ["place", s], ["place", s + 5], ["place", s + 2])],
    ["equal scores take a place each", calls(["add", 7], ["add", 7], ["add", 5], ["at", 1], ["at", 2], ["at", 3], ["at", 4])],
    ["the place of equal scores", calls(["add", 7], ["add", 7], ["add", 7], ["add", 3], ["add", 9], ["place", 7], ["place", 9], ["place", 3])],
    ["one occurrence goes", calls(["add", s], ["add", s], ["remove", s], ["at", 1], ["at", 2], ["remove", s], ["remove", s], ["at", 1])],
    ["removing what is not there", calls(["add", s], ["remove", s + 1], ["at", 1])],
    ["ends of a range", calls(["add", 2], ["add", 4], ["add", 4], ["add", 6], ["between", 2, 4], ["between", 4, 6], ["between", 4, 4], ["between", 3, 5])],
    ["ranges that hold nothing", calls(["add", 2], ["add", 4], ["between", 5, 1], ["between", 3, 3], ["between", 4, 3])],
    ["negative scores", calls(["add", -5], ["add", 3], ["add", -9], ["at", 1], ["at", 3], ["place", -6], ["between", -9, -5])],
    ["large scores", calls(["add", big], ["add", -big], ["add", big + 1], ["at", 1], ["at", 3], ["place", big], ["between", -big, big])],
    ["added again after it went", calls(["add", 1], ["add", 2], ["remove", 1], ["add", 1], ["at", 1], ["at", 2], ["place", 1])],
  ];
  for (let round = 0; round < 8; round += 1) listed.push([`random calls ${round}`, randomCalls(60)]);
  const count = 800_000 + 4 * random.int(0, 999);
  const choose = (condition, yes, no) => (condition ? [yes, no] : [no, yes]);
  const [index, otherIndex] = choose(high, "total - place", "place - 1");
  const aheads = high
    ? { shared: "(total - up_to(score))", last: "(total - below(score))" }
    : { shared: "below(score)", last: "up_to(score)" };
  const [upper, otherUpper] = choose(params.ends === "closed", "up_to(high)", "below(high)");
  return {
    values: {
      bestText: high ? "highest" : "lowest",
      rankText:
        params.rankRule === "shared"
          ? "1 plus the number of scores that are better than it. Scores equal to it do not count."
          : "1 plus the number of scores that are better than it or equal to it, so it stands behind its equals.",
      endsText: params.ends === "closed" ? "low <= s <= high" : "low <= s < high",
      index,
      otherIndex,
      upper,
      otherUpper,
      ahead: aheads[params.rankRule],
      otherAhead: aheads[params.rankRule === "shared" ? "last" : "shared"],
    },
    grader: {
      tests: [
        ...listed.map(([name, list]) => ({
          name,
          args: [list.map(([call]) => call), list.map(([, ...args]) => args)],
          expected: replay(list),
        })),
        { name: "filled from both ends", group: "size", args: [["fill"], [[count]]], expected: fill(count) },
      ],
    },
  };
};
