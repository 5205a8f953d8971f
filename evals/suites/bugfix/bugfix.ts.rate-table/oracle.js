// Prices by going through the minutes one by one; the mistakes are modelled beside it, and a test belongs to f2p when
// the mistake shows.
export default ({ params, random }) => {
  const { site } = params;
  const calls = inputs(random);
  const tests = calls.map(([operation, table, minutes], at) => {
    const expected = answer("", operation, table, minutes);
    const same = JSON.stringify(expected) === JSON.stringify(answer(site, operation, table, minutes));
    return {
      name: `${operation} ${at + 1}`,
      args: [operation, table, minutes],
      expected,
      group: same ? "p2p" : "f2p",
    };
  });
  const values = {
    compare: site === "search" ? "<" : "<=",
    high: site === "tail" ? "steps.length - 1" : "steps.length",
    less: site === "span" ? " - 1" : "",
    symptom: symptoms[site].join("\n> "),
  };
  return { values, grader: { tests } };
};

/** In lines, for a quotation. */
const symptoms = {
  search: [
    "In the very minute in which a new rate begins we still charge the old one. A stay of exactly that one minute",
    "costs what it would have cost a minute earlier.",
  ],
  tail: [
    "The last rate of the day is never used. Whoever comes late pays the rate before it, and when there is a single",
    "rate for the whole day everything is free.",
  ],
  span: [
    "Stays that go across a change of the rate are too cheap. Those within one rate are charged correctly, and the",
    "more changes there are on the way, the more is missing.",
  ],
};

function answer(broken, operation, table, minutes) {
  const reach = broken === "tail" ? table.slice(0, -1) : table;
  const stepAt = (minute) =>
    reach.filter(([from]) => (broken === "search" ? from < minute : from <= minute)).length - 1;
  if (operation === "step") return minutes.map(stepAt);
  if (operation === "rate") return minutes.map((minute) => table[stepAt(minute)]?.[1] ?? 0);
  const [from, to] = minutes;
  const list = broken === "" ? byMinute(table, from, to) : asWritten(broken, stepAt, table, from, to);
  if (operation === "pieces") return list;
  return list.reduce((sum, [start, end, rate]) => sum + (end - start) * rate, 0);
}

function byMinute(table, from, to) {
  const list = [];
  let before = -1;
  for (let minute = from; minute < to; minute += 1) {
    const step = table.filter(([begin]) => begin <= minute).length - 1;
    if (step < 0) continue;
    if (step === before) list[list.length - 1][1] = minute + 1;
    else list.push([minute, minute + 1, table[step][1]]);
    before = step;
  }
  return list;
}

function asWritten(broken, stepAt, table, from, to) {
  const list = [];
  for (let index = stepAt(from); index <= stepAt(to); index += 1) {
    if (index < 0) continue;
    const start = Math.max(from, table[index][0]);
    const next = (table[index + 1]?.[0] ?? Infinity) - (broken === "span" ? 1 : 0);
    if (start < Math.min(to, next)) list.push([start, Math.min(to, next), table[index][1]]);
  }
  return list;
}

function inputs(random) {
  const day = [[random.int(0, 3) * 60, random.int(3, 9)]];
  while (day.length < 5) {
    day.push([day[day.length - 1][0] + random.int(40, 200), random.int(10, 40) + day.length * 40]);
  }
  day[2][1] = 0;
  const single = [[random.int(5, 50), random.int(2, 30)]];
  const starts = day.map(([from]) => from);
  const [first, second, third, fourth, last] = starts;
  const pause = random.int(20, 39);
  return [
    ["step", day, starts],
    ["step", day, [first - 1, second - 1, third - 1, fourth - 1, last - 1]],
    ["step", day, [first + 1, second + 1, third + 1, fourth + 1]],
    ["step", day, [last + 1, last + 500]],
    ["step", [], [0, 7, 900]],
    ["step", single, [single[0][0] - 1]],
    ["step", single, [single[0][0], single[0][0] + 1]],
    ["rate", day, [0, second, third, fourth]],
    ["rate", day, [second - 1, second + 1, fourth + 2]],
    ["rate", day, [last, last + pause]],
    ["rate", [], [3]],
    ["pieces", day, [second + 2, second + pause]],
    ["pieces", day, [second, second + pause]],
    ["pieces", day, [second - 7, second + pause]],
    ["pieces", day, [first - 20, last + pause]],
    ["pieces", day, [second + 1, fourth + pause]],
    ["pieces", day, [last + 3, last + pause]],
    ["pieces", day, [third + 5, third + 5]],
    ["pieces", single, [0, single[0][0]]],
    ["pieces", [], [5, 90]],
    ["price", day, [first + 1, first + pause]],
    ["price", day, [second, second + 1]],
    ["price", day, [first + 11, fourth + 11]],
    ["price", day, [0, last + 600]],
    ["price", day, [last - 1, last + 1]],
    ["price", single, [0, 400]],
  ];
}
