// Plays the events on a lock service and on both kinds of storage.
function play(events, lease) {
  let last;
  const held = {};
  const out = { tokens: {}, stale: [], rejected: [], slipped: [], byGranted: [] };
  let highest = 0;
  for (const { at, client, kind } of events) {
    if (kind === "ask") {
      if (last !== undefined && at < last.at + lease) continue;
      last = { at, token: (last?.token ?? 0) + 1 };
      held[client] = last;
      out.tokens[client] = last.token;
    } else if (kind === "write" && held[client] !== undefined) {
      const { token, at: from } = held[client];
      const isStale = at >= from + lease;
      const isRejected = token < highest;
      if (isStale) out.stale.push(at);
      if (isRejected) out.rejected.push(at);
      else highest = token;
      if (isStale && !isRejected) out.slipped.push(at);
      if (token < last.token) out.byGranted.push(at);
    }
  }
  return out;
}

export default ({ random }) => {
  for (;;) {
    const lease = random.int(10, 20);
    const clients = ["P", "Q", "R"];
    const events = [];
    let at = 0;
    for (let count = random.int(11, 13); count > 0; count -= 1) {
      at += random.int(1, 7);
      const client = random.pick(clients);
      // Nobody writes before asking.
      const isNew = !events.some((event) => event.client === client);
      events.push({ at, client, kind: isNew || random.float() < 0.25 ? "ask" : "write" });
    }
    const { byGranted, ...right } = play(events, lease);
    if (right.rejected.length === 0 || right.slipped.length === 0) continue;
    if (Object.keys(right.tokens).length < 2 || String(byGranted) === String(right.rejected)) continue;
    const text = ({ client, kind }) => `${client} ${kind === "ask" ? "asks for the lease" : "writes"}`;
    return {
      values: {
        lease,
        log: events.map((event) => `- second ${event.at}: ${text(event)}`).join("\n"),
        allStopped: JSON.stringify({ ...right, rejected: right.stale, slipped: [] }),
        noneStale: JSON.stringify({ ...right, stale: [], slipped: [] }),
        byGranted: JSON.stringify({ ...right, rejected: byGranted }),
      },
      grader: {
        questions: [
          { id: "tokens", type: "value", expected: right.tokens },
          ...["stale", "rejected", "slipped"].map((id) => ({ id, type: "set", expected: right[id] })),
        ],
      },
    };
  }
};
