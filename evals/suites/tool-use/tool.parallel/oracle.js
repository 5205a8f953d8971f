// Four independent look-ups; the answer needs all of them.
export default ({ random }) => {
  const kind = random.pick(["db", "cache", "queue", "build"]);
  const hosts = random.shuffle(["amber", "birch", "cedar", "delta", "ember", "fjord", "grove"]).map((name) => `${kind}-${name}`);
  const [first, second, third, fourth] = hosts;
  const frees = random.shuffle([random.int(11, 80), random.int(110, 180), random.int(210, 290), random.int(310, 390)]);
  const asked = [first, second, third, fourth];
  const free = Math.min(...frees);
  const least = asked[frees.indexOf(free)];
  const most = asked[frees.indexOf(Math.max(...frees))];
  return {
    values: { first, second, third, fourth, least, most, free },
    grader: {
      setup: {
        hosts: hosts.map((host, at) => ({
          host,
          region: at % 2 === 0 ? "north" : "south",
          status: "up",
          diskFreeGb: frees[at] ?? 5,
        })),
      },
      required: asked.map((host) => ({ tool: "get_host", arguments: { host }, exact: true })),
      state: { changes: [] },
      final: { mentions: [least, String(free)] },
    },
  };
};
