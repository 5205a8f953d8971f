// Plays the log on five sets of keys.
const nodes = ["A", "B", "C", "D", "E"];

function play(events, w) {
  const disks = Object.fromEntries(nodes.map((node) => [node, new Set()]));
  const down = new Set();
  const acknowledged = [];
  const keys = [];
  for (const event of events) {
    if (event.kind === "write") {
      keys.push(event.key);
      for (const node of event.reached) disks[node].add(event.key);
      if (event.reached.length >= w) acknowledged.push(event.key);
    } else if (event.kind === "disk") disks[event.node].clear();
    else down.add(event.node);
  }
  return { disks, up: nodes.filter((node) => !down.has(node)), acknowledged, keys };
}

export default ({ random }) => {
  for (;;) {
    const w = random.pick([2, 3]);
    const r = 2;
    const [stopped, ...losers] = random.shuffle(nodes).slice(0, w + 1);
    const failures = [
      { kind: "down", node: stopped },
      ...losers.map((node) => ({ kind: "disk", node })),
    ];
    // Written before anything fails: one that only lost disks hold, one that is left on the stopped node alone.
    const doomed = [losers, [stopped, ...losers.slice(1)]].map((reached) => [...reached].sort());
    const some = (live, most) => random.shuffle(live).slice(0, random.int(1, most)).sort();
    const steps = [random.shuffle([...doomed, some(nodes, w + 1)])];
    for (const _ of failures) steps.push(undefined);
    const events = [];
    const order = random.shuffle(failures);
    let key = 0;
    steps.forEach((given, step) => {
      if (step > 0) events.push(order[step - 1]);
      const isStopped = events.some(({ kind }) => kind === "down");
      const live = nodes.filter((node) => !isStopped || node !== stopped);
      const reaches = given ?? Array.from({ length: random.int(1, 2) }, () => some(live, w + 1));
      for (const reached of reaches.filter((list) => list.length > 0)) {
        key += 1;
        events.push({ kind: "write", key: `k${key}`, reached: reached.slice(0, live.length) });
      }
    });
    const { disks, up, acknowledged, keys } = play(events, w);
    const on = (list, k) => list.filter((node) => disks[node].has(k));
    const lost = acknowledged.filter((k) => on(nodes, k).length === 0);
    const mayMiss = acknowledged.filter(
      (k) => !lost.includes(k) && up.length - on(up, k).length >= r,
    );
    const asked = random.shuffle(up).slice(0, r).sort();
    const ghosts = keys.filter((k) => !acknowledged.includes(k) && on(asked, k).length > 0);
    const downLost = acknowledged.filter((k) => on(up, k).length === 0);
    if (lost.length === 0 || mayMiss.length === 0 || ghosts.length === 0) continue;
    if (downLost.length === lost.length || acknowledged.length > keys.length - 2) continue;
    const right = { acknowledged, lost, mayMiss, ghosts };
    const line = ({ kind, key: name, reached, node }) => {
      if (kind === "disk") return `Node ${node} loses its disk.`;
      if (kind === "down") return `Node ${node} goes down.`;
      return `A write to ${name} reaches ${reached.join(", ")}.`;
    };
    return {
      values: {
        w,
        r,
        asked: asked.join(" and "),
        log: events.map((event, at) => `${at + 1}. ${line(event)}`).join("\n"),
        downLost: JSON.stringify({ ...right, lost: downLost }),
        allAcknowledged: JSON.stringify({ ...right, acknowledged: keys }),
      },
      grader: {
        questions: Object.entries(right).map(([id, expected]) => ({ id, type: "set", expected })),
      },
    };
  }
};
