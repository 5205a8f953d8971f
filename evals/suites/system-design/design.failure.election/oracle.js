// Grows logs term by term as leaders that can be elected would, then applies the three rules to what is there.
const servers = ["A", "B", "C", "D", "E"];
const lastTerm = (log) => log.at(-1) ?? 0;

function isNewer(left, right) {
  return lastTerm(left) !== lastTerm(right)
    ? lastTerm(left) > lastTerm(right)
    : left.length > right.length;
}

function winners(logs, candidates, voters) {
  return candidates.filter(
    (name) => voters.filter((voter) => !isNewer(logs[voter], logs[name])).length >= 3,
  );
}

/** How many entries at the front the two logs have in common. */
function common(left, right) {
  let at = 0;
  while (at < left.length && at < right.length && left[at] === right[at]) at += 1;
  return at;
}

function grown(random) {
  const logs = Object.fromEntries(servers.map((name) => [name, [1]]));
  let leader = "";
  let term = 1;
  for (let round = 0; round < 4; round += 1) {
    const able = winners(logs, servers, servers).filter((name) => name !== leader);
    if (able.length === 0) return undefined;
    leader = random.pick(able);
    term += random.int(1, 2);
    for (let count = random.int(1, 3); count > 0; count -= 1) logs[leader].push(term);
    const others = random.shuffle(servers.filter((name) => name !== leader));
    for (const name of others.slice(0, random.int(0, 3))) {
      const from = common(logs[name], logs[leader]);
      // A follower has at least what makes it agree with the leader, and maybe not yet the rest.
      const upTo = random.int(from, logs[leader].length);
      if (upTo > from) logs[name] = logs[leader].slice(0, upTo);
    }
  }
  return { logs, leader, term };
}

function committedBy(logs, leader, counts) {
  for (let at = logs[leader].length; at > 0; at -= 1) {
    const copies = servers.filter((name) => common(logs[name], logs[leader]) >= at).length;
    if (copies >= 3 && counts(logs[leader][at - 1])) return at;
  }
  return 0;
}

export default ({ random }) => {
  for (;;) {
    const state = grown(random);
    if (state === undefined) continue;
    const { logs, leader, term } = state;
    const rest = servers.filter((name) => name !== leader);
    const canWin = winners(logs, rest, rest);
    const committed = committedBy(logs, leader, (is) => is === term);
    const anyTerm = committedBy(logs, leader, () => true);
    const most = Math.max(...rest.map((name) => logs[name].length));
    const longest = rest.filter((name) => logs[name].length === most);
    if (canWin.length < 2 || committed === anyTerm) continue;
    const winner = random.pick(canWin);
    const deletedBy = (name) => logs[name].length - common(logs[name], logs[winner]);
    const followers = rest.filter((name) => name !== winner && deletedBy(name) > 0);
    if (followers.length === 0) continue;
    if (String(longest) === String(canWin)) continue;
    const follower = random.pick(followers);
    const atRisk = logs[leader]
      .map((_, at) => at + 1)
      .filter((index) => canWin.every((name) => logs[name][index - 1] !== logs[leader][index - 1]));
    const right = { committed, canWin, deleted: deletedBy(follower), atRisk };
    const best = rest.filter((name) => rest.every((other) => !isNewer(logs[other], logs[name])));
    if (String(best) === String(canWin)) continue;
    return {
      values: {
        leader,
        term,
        winner,
        follower,
        table: servers.map((name) => `- ${name}: ${logs[name].join(" ")}`).join("\n"),
        longest: JSON.stringify({ ...right, canWin: longest }),
        anyTerm: JSON.stringify({ ...right, committed: anyTerm }),
        onlyBest: JSON.stringify({ ...right, canWin: best }),
      },
      grader: {
        questions: [
          { id: "committed", type: "value", expected: committed },
          { id: "canWin", type: "set", expected: canWin },
          { id: "deleted", type: "value", expected: right.deleted },
          { id: "atRisk", type: "set", expected: atRisk },
        ],
      },
    };
  }
};
