// Takes the next name by looking at all of them every time.
export default ({ params, random }) => {
  const { rule, thing } = params;
  const sign = { plain: 0, short: 1, long: -1 }[rule];
  const before = (left, right) =>
    sign * (left.length - right.length) < 0 || (sign * (left.length - right.length) === 0 && left < right);
  const order = (needs) => {
    const needsOf = (name) => (Object.hasOwn(needs, name) ? needs[name] : []);
    const names = [...new Set([...Object.keys(needs), ...Object.values(needs).flat()])];
    const done = [];
    while (done.length < names.length) {
      const ready = names.filter(
        (name) => done.indexOf(name) < 0 && needsOf(name).every((need) => done.indexOf(need) >= 0),
      );
      if (ready.length === 0) return null;
      done.push(ready.reduce((best, name) => (before(name, best) ? name : best)));
    }
    return done;
  };
  const texts = {
    plain: "the one whose name comes first",
    short: "the one with the shortest name, and among those of one length the one whose name comes first",
    long: "the one with the longest name, and among those of one length the one whose name comes first",
  };
  const letters = "abcdefghijkmnpqrstuvwxyz";
  const name = () => Array.from({ length: random.int(1, 6) }, () => random.pick([...letters])).join("");
  const names = (count) => {
    const set = new Set();
    while (set.size < count) set.add(name());
    return [...set];
  };
  const anyGraph = (count, links, circle = false) => {
    const list = names(count);
    const needs = Object.fromEntries(random.shuffle(list).map((item) => [item, []]));
    for (let at = 0; at < links; at += 1) {
      const from = random.int(1, count - 1);
      needs[list[from]].push(list[random.int(0, from - 1)]);
    }
    if (circle) {
      needs[list[0]].push(list[count - 1]);
      needs[list[count - 1]].push(list[0]);
    }
    return needs;
  };
  const [a, b, c, d] = names(4);
  const graphs = [
    ["nothing", {}],
    ["one", { [a]: [] }],
    ["chain", { [a]: [b], [b]: [c], [c]: [d] }],
    ["chain with every key", { [d]: [], [c]: [d], [b]: [c], [a]: [b] }],
    ["ties of different length", { core: [], db: [], api: [], b: [], zz: [], aaaa: [], Web: [] }],
    ["ties of one length", { dd: [], ab: [], ba: [], aa: [], Z9: [], "a-": [], a_: [] }],
    ["only mentioned", { [a]: [b, c, d] }],
    ["mentioned twice", { [a]: [b, b], [c]: [b, a, b] }],
    ["freed later", { zoo: ["y"], a: ["zoo"], bb: ["zoo"], ccc: ["a"], y: [], x: [] }],
    ["freed name goes first", { b: [], c: [], aaa: ["b"], a: ["c"], cc: ["b"], dddd: [] }],
    ["diamond", { top: ["left", "right"], left: ["base"], right: ["base"], base: [], r: ["base"] }],
    ["needs itself", { [a]: [a], [b]: [] }],
    ["two need each other", { [a]: [b], [b]: [a] }],
    ["circle behind others", { [a]: [], [b]: [a, d], [c]: [b], [d]: [c] }],
    ["circle of mentioned ones", { [a]: [b], [b]: [c], [c]: [a], [d]: [] }],
    ["prefixes", { ab: ["abc"], a: ["ab"], abc: [], abcd: ["a"], "": ["abcd"] }],
    ["names that objects know", { constructor: ["toString", "__proto__"], [a]: ["constructor", "valueOf"], toString: [] }],
    ["mentioned names that objects know", { [a]: ["hasOwnProperty", "constructor"], b: ["__proto__"] }],
    ["some", anyGraph(8, 9)],
    ["some more", anyGraph(12, 14)],
    ["few links", anyGraph(15, 6)],
    ["many links", anyGraph(15, 60)],
    ["large", anyGraph(60, 90)],
    ["circle in a large one", anyGraph(40, 50, true)],
    ["two parts", { ...anyGraph(6, 5), ...anyGraph(6, 5) }],
  ];
  return {
    values: { tieText: texts[rule], sign, otherSign: { plain: 1, short: -1, long: 0 }[rule] },
    grader: { tests: graphs.map(([title, needs]) => ({ name: title, args: [needs], expected: order(needs) })) },
  };
};
