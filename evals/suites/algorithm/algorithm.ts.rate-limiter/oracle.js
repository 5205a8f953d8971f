// Looks at all requests of a key each time and tries one moment after the other. Bursts have a closed form.
export default ({ params, random }) => {
  const counts = (time, now, window) => (params.edge === "open" ? now - time < window : now - time <= window);
  const lifetime = (window) => (params.edge === "open" ? window : window + 1);
  const decide = (limit, window, calls) => {
    const log = [];
    return calls.map(([key, cost, now]) => {
      const used = (moment) =>
        log.reduce((sum, item) => sum + (item.key === key && counts(item.now, moment, window) ? item.cost : 0), 0);
      const before = used(now);
      if (cost > limit) return [false, limit - before, -1];
      if (before + cost <= limit) {
        log.push({ key, cost, now });
        return [true, limit - before - cost, 0];
      }
      let moment = now;
      while (used(moment) + cost > limit) moment += 1;
      return [false, limit - before, params.retry === "wait" ? moment - now : moment];
    });
  };

  const keys = ["amber", "blue", "__proto__"];
  const randomCalls = (length, most) => {
    let now = random.int(0, 9);
    return Array.from({ length }, () => {
      now += random.int(0, 4);
      return [random.pick(keys), random.int(1, most), now];
    });
  };
  const w = random.int(8, 20);
  const l = random.int(4, 9);
  const listed = [
    ["no request", [l, w, []]],
    ["one request", [l, w, [["amber", 1, 0]]]],
    ["exactly the limit", [l, w, [["amber", l, 3]]]],
    ["above the limit", [l, w, [["amber", l + 1, 3], ["amber", l, 3]]]],
    ["one too many", [2, w, [["amber", 1, 0], ["amber", 1, 1], ["amber", 1, 2]]]],
    ["just before the window ends", [1, w, [["amber", 1, 5], ["amber", 1, 4 + w]]]],
    ["when the window ends", [1, w, [["amber", 1, 5], ["amber", 1, 5 + w], ["amber", 1, 6 + w]]]],
    ["a refused one counts nothing", [3, w, [["amber", 2, 0], ["amber", 2, 1], ["amber", 1, 2], ["amber", 1, 3]]]],
    ["several have to leave", [l, w, [...Array.from({ length: l }, (_, at) => ["amber", 1, at]), ["amber", 3, l], ["amber", l, l]]]],
    ["part of a costly one is enough", [9, w, [["amber", 6, 0], ["amber", 3, 4], ["amber", 2, 5], ["amber", 7, 5]]]],
    ["keys are apart", [1, w, [["amber", 1, 0], ["blue", 1, 0], ["amber", 1, 1], ["__proto__", 1, 1], ["constructor", 1, 1]]]],
    ["many at one moment", [4, w, [["amber", 1, 7], ["amber", 1, 7], ["amber", 2, 7], ["amber", 1, 7]]]],
    ["after a long rest", [2, w, [["amber", 2, 0], ["amber", 2, 10_000_000]]]],
    ["the shortest window", [1, 1, [["amber", 1, 0], ["amber", 1, 0], ["amber", 1, 1], ["amber", 1, 2]]]],
  ];
  for (let round = 0; round < 6; round += 1) {
    const limit = random.int(3, 8);
    listed.push([`random requests ${round}`, [limit, random.int(5, 15), randomCalls(40, Math.min(limit + 1, 5))]]);
  }
  // The limit is used up, then refusals follow; much later everything has left the window one by one.
  const limit = 150_000 + random.int(0, 999);
  const burst = 2 * limit;
  const window = 10 ** 7;
  const late = 3 * window;
  const retryAt = lifetime(window);
  const size = {
    args: [limit, window, [{ burst, start: 0, gap: 1 }, { burst, start: late, gap: window }]],
    expected: [
      [limit, [false, 0, params.retry === "wait" ? retryAt - burst : retryAt]],
      [burst, [true, limit - (params.edge === "open" ? 1 : 2), 0]],
    ],
  };
  return {
    values: {
      edgeText:
        params.edge === "open"
          ? "while `now - t < window`, so no longer at `t + window`"
          : "while `now - t <= window`, so at `t + window` for the last time",
      retryKey: params.retry === "wait" ? "retryAfter" : "retryAt",
      retryText:
        params.retry === "wait"
          ? "how long to wait from `now` until this request would be allowed if nobody else asked meanwhile"
          : "the earliest moment (on the clock of `now`) at which this request would be allowed if nobody else asked meanwhile",
      extra: params.edge === "open" ? "" : " + 1",
      otherExtra: params.edge === "open" ? " + 1" : "",
      minusNow: params.retry === "wait" ? " - now" : "",
      otherMinusNow: params.retry === "wait" ? "" : " - now",
    },
    grader: {
      tests: [
        ...listed.map(([name, args]) => ({ name, args, expected: decide(...args) })),
        { name: "long bursts", group: "size", ...size },
      ],
    },
  };
};
