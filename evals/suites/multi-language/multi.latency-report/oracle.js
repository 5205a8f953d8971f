// Sorts the durations of each name and counts along them.
export default ({ params, random }) => {
  const { mark, rank, fewest } = params;
  const valid = /^[0-9]{1,9}(ms|s)$/;
  const report = (lines) => {
    const lists = new Map();
    for (const line of lines) {
      const parts = line.split(mark);
      const duration = parts.pop();
      const name = parts.join(mark);
      if (name === "" || !valid.test(duration)) continue;
      const list = lists.get(name) ?? [];
      lists.set(name, list);
      list.push(parseInt(duration, 10) * (/ms$/.test(duration) ? 1 : 1000));
    }
    const entries = [...lists].filter(([, list]) => list.length >= fewest);
    return Object.fromEntries(entries.map(([name, list]) => [name, numbers(list)]));
  };
  const numbers = (list) => {
    const sorted = [...list].sort((left, right) => left - right);
    const middle = sorted.slice(Math.ceil(sorted.length / 2) - 1, Math.floor(sorted.length / 2) + 1);
    const nearest = sorted.find((_, at) => (at + 1) * 100 >= rank * sorted.length);
    return [sum(middle) / middle.length, nearest, sum(list) / list.length];
  };
  const sum = (list) => list.reduce((total, item) => total + item, 0);
  const line = (name, duration) => `${name}${mark}${duration}`;
  const many = (name, count, most = 900) =>
    Array.from({ length: count }, () => line(name, `${random.int(1, most)}ms`));
  const same = (name, ...durations) => durations.map((duration) => line(name, duration));
  const fill = (name) => many(name, fewest);
  const tests = [
    ["nothing", []],
    ["one name", many("list", 7)],
    ["an even number", many("list", 8)],
    ["just enough", fill("save")],
    ["one too few", many("save", fewest - 1)],
    ["two names mixed", random.shuffle([...many("list", 9), ...many("find", 6)])],
    ["seconds", same("report", "2s", "1500ms", "3s", "999ms", "0s")],
    ["numbers, not texts", same("sort", "9ms", "10ms", "100ms", "2ms", "30ms")],
    ["twenty", many("page", 20)],
    ["a hundred", many("page", 100, 40)],
    ["ties", same("tie", "5ms", "5ms", "5ms", "8ms", "8ms", "1ms")],
    ["mark in the name", [...same(`a${mark}b`, "4ms", "7ms", "9ms", "1ms"), ...fill("a")]],
    ["mark at the start of the name", same(`${mark}x`, "4ms", "7ms", "9ms", "2ms")],
    ["only valid durations", [...fill("ok"), ...same("ok", "12", "ms", "1.5s", "-3ms", "+4ms", "5 ms", "6MS", "7us", "")]],
    ["spaces are kept", [...fill("get item"), ...fill(" get item"), ...fill("Get item")]],
    ["space behind the unit", [...fill("job"), line("job", "1ms "), line("job", " 1ms")]],
    ["no name", [...fill(""), ...fill("x")]],
    ["no mark", ["list 12ms", "12ms", "", ...fill("list")]],
    ["nine digits", same("slow", "999999999ms", "999999998ms", "999999999s", "000000001s", "1234567890ms")],
    ["ten digits alone", same("slow", "1234567890ms", "0000000001ms", "1000000000s", "1000000000s")],
    ["other digits", [...fill("n"), line("n", "٣ms"), line("n", "５s")]],
    ["names with accents", [...fill("résumé"), ...fill("日本"), ...fill("日")]],
    ["names that objects know", [...fill("constructor"), ...fill("toString"), ...fill("hasOwnProperty")]],
    ["a name that objects know, once", [line("__proto__", "5ms"), line("valueOf", "7ms"), ...fill("x")]],
    ["zero", same("fast", "0ms", "0ms", "0s", "0ms")],
    ["many names", random.shuffle(["a", "b", "c", "d", "e", "f"].flatMap((name) => many(name, random.int(1, 7))))],
  ];
  return {
    grader: { tests: tests.map(([name, lines]) => ({ name, args: [lines], expected: report(lines) })) },
  };
};
