// Joins pairs of blocks again and again until none can be joined.
export default ({ params, random }) => {
  const { gap, opens, closes } = params;
  const occupies = params.tentative === "busy" ? ["confirmed", "tentative"] : ["confirmed"];
  const byText = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
  const solve = (rows) => {
    let blocks = rows
      .filter(([, , , status]) => occupies.includes(status))
      .map(([title, start, end]) => ({ start: Math.max(start, opens), end: Math.min(end, closes), events: [[start, title]] }))
      .filter(({ start, end }) => start < end);
    for (let joined = true; joined; ) {
      joined = false;
      for (const a of blocks) {
        const b = blocks.find((other) => other !== a && other.start - a.end <= gap && a.start - other.end <= gap);
        if (b === undefined) continue;
        const both = { start: Math.min(a.start, b.start), end: Math.max(a.end, b.end), events: [...a.events, ...b.events] };
        blocks = [...blocks.filter((block) => block !== a && block !== b), both];
        joined = true;
        break;
      }
    }
    blocks.sort((a, b) => a.start - b.start);
    const listed = blocks.map(({ start, end, events }) => {
      const sorted = [...events].sort((a, b) => (params.order === "start" ? a[0] - b[0] : 0) || byText(a[1], b[1]));
      return [start, end, [...new Set(sorted.map(([, title]) => title))]];
    });
    return [listed, closes - opens - listed.reduce((sum, [start, end]) => sum + end - start, 0), true];
  };
  const at = (minutes) => opens + minutes;
  const row = (title, start, end, status = "confirmed") => [title, at(start), at(end), status];
  const day = closes - opens;
  const some = random.int(40, 90);
  const listed = [
    ["no events", []],
    ["one event", [row("standup", 30, 45)]],
    ["far apart, late one first", [row("b", 200, 230), row("a", 30, 45)]],
    ["overlapping", [row("a", 30, 60), row("b", 50, some + 60)]],
    ["touching", [row("a", 30, 60), row("b", 60, 90)]],
    ["just within the gap", [row("a", 30, 60), row("b", 60 + gap, 120)]],
    ["just beyond the gap", [row("a", 30, 60), row("b", 61 + gap, 120)]],
    ["one inside another", [row("long", 30, 200), row("short", 60, 90), row("next", 200 + gap, 240)]],
    ["a chain", [row("c", 100, 130), row("a", 0, 50), row("b", 50 + gap, 100 - gap + 3)]],
    ["the same time", [row("b", 30, 60), row("a", 30, 60)]],
    ["the same title twice", [row("sync", 30, 60), row("sync", 50, 90), row("admin", 40, 50)]],
    ["titles out of order", [row("zeta", 30, 60), row("alpha", 50, 90), row("mid", 55, 70)]],
    ["cancelled and free", [row("a", 30, 60, "cancelled"), row("b", 40, 90, "free")]],
    ["tentative", [row("a", 30, 60), row("maybe", 60, 120, "tentative")]],
    ["a cancelled one bridges nothing", [row("a", 0, 30), row("x", 30, 200, "cancelled"), row("b", 200, 230)]],
    ["before opening", [row("early", -90, 20), row("a", 10, 30)]],
    ["after closing", [row("late", day - 20, day + 90)]],
    ["outside the day", [row("dawn", -90, -10), row("dusk", day + 5, day + 50), row("edge", -30, 0)]],
    ["outside, and still no bridge", [row("dusk", day, day + 50), row("a", day - 30, day - gap)]],
    ["the whole day", [row("trip", -500, day + 500), row("a", 30, 60)]],
    ["no minute at all", [row("reminder", 60, 60), row("a", 30, 45), row("b", 75 + gap, 90 + gap)]],
    ["two that began before opening", [row("b", -60, 20), row("a", -30, 30)]],
  ];
  for (let round = 0; round < 6; round += 1) {
    const rows = Array.from({ length: 8 }, () => {
      const start = random.int(-60, day);
      const status = random.pick(["confirmed", "confirmed", "confirmed", "tentative", "cancelled"]);
      return row(random.pick(["ops", "sales", "lunch", "1:1", "audit"]), start, start + random.int(0, 80), status);
    });
    listed.push([`random day ${round}`, rows]);
  }
  const byName = 'block["titles"].sort()';
  const asTheyAre = 'block["titles"] = list(block["titles"])';
  return {
    values: {
      occupies: params.tentative === "busy" ? '{"confirmed", "tentative"}' : '{"confirmed"}',
      orderText:
        params.order === "start"
          ? "in the order of the earliest `start`\n      (the unclipped one) that an event of that title has in the block, titles with\n      the same `start` in alphabetical order"
          : "in alphabetical order",
      titlesCode: params.order === "name" ? byName : asTheyAre,
      otherTitlesCode: params.order === "name" ? asTheyAre : byName,
    },
    grader: { tests: listed.map(([name, rows]) => ({ name, args: [rows], expected: solve(rows) })) },
  };
};
