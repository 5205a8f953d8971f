// Plays the breaker second by second.
function play({ last, from, to, retries, limit, pause }) {
  const out = { calls: 0, failedCalls: 0, failedRequests: 0, probes: [], healthyButFailed: 0 };
  let openedAt;
  let inRow = 0;
  for (let now = 0; now <= last; now += 1) {
    const isDown = now >= from && now <= to;
    const isProbe = openedAt !== undefined && now - openedAt >= pause;
    let ok = false;
    if (openedAt === undefined || isProbe) {
      const calls = isDown && !isProbe ? retries + 1 : 1;
      out.calls += calls;
      if (isDown) out.failedCalls += calls;
      ok = !isDown;
    }
    if (isProbe) out.probes.push(now);
    if (!ok) {
      out.failedRequests += 1;
      if (!isDown) out.healthyButFailed += 1;
    }
    if (openedAt === undefined) {
      inRow = ok ? 0 : inRow + 1;
      if (inRow === limit) openedAt = now;
    } else if (isProbe) {
      openedAt = ok ? undefined : now;
      inRow = 0;
    }
  }
  return out;
}

export default ({ random }) => {
  for (;;) {
    const from = random.int(4, 9);
    const to = from + random.int(9, 22);
    const setting = {
      from,
      to,
      last: to + random.int(14, 22),
      retries: random.int(1, 3),
      limit: random.int(2, 5),
      pause: random.int(4, 9),
    };
    const right = play(setting);
    if (right.probes.length < 2 || right.healthyButFailed === 0) continue;
    return {
      values: {
        ...setting,
        withoutRetries: play({ ...setting, retries: 0 }).calls,
        lateProbes: JSON.stringify({ ...right, probes: right.probes.map((second) => second + 1) }),
        outage: to - from + 1,
      },
      grader: {
        questions: Object.entries(right).map(([id, expected]) => ({ id, type: "value", expected })),
      },
    };
  }
};
