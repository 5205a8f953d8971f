// Relaxes a table of (place, money spent) until nothing changes; the long chain has a closed form.
export default ({ params, random }) => {
  const twoWay = params.ways === "both";
  const tollFirst = params.second === "toll";
  const rank = ([minutes, toll, used]) => (tollFirst ? [minutes, toll, used] : [minutes, used, toll]);
  const less = (left, right) => {
    for (let at = 0; at < left.length; at += 1) if (left[at] !== right[at]) return left[at] < right[at];
    return false;
  };

  const solve = (roads, start, goal, budget) => {
    const table = new Map([[start, new Map([[0, [0, 0, 0]]])]]);
    const arcs = roads.flatMap(([a, b, ...rest]) => (twoWay ? [[a, b, ...rest], [b, a, ...rest]] : [[a, b, ...rest]]));
    for (let changed = true; changed; ) {
      changed = false;
      for (const [a, b, minutes, toll] of arcs) {
        for (const [spent, trip] of table.get(a) ?? []) {
          const total = spent + toll;
          if (total > budget) continue;
          const offer = [trip[0] + minutes, total, trip[2] + 1];
          if (!table.has(b)) table.set(b, new Map());
          const old = table.get(b).get(total);
          if (old === undefined || less(rank(offer), rank(old))) {
            table.get(b).set(total, offer);
            changed = true;
          }
        }
      }
    }
    let best = null;
    for (const trip of (table.get(goal) ?? new Map()).values()) {
      if (best === null || less(rank(trip), rank(best))) best = trip;
    }
    return best;
  };

  const places = ["Aal", "Bree", "Cork", "Dorn", "Elm", "Fyn"];
  const randomRoads = (count) =>
    Array.from({ length: count }, () => {
      const [a, b] = random.shuffle(places);
      return [a, b, random.int(1, 6), random.int(0, 3)];
    });

  // Stage i has a free road and a faster one for 1; the best trip buys the stages that save most.
  const stages = 260 + random.int(0, 20);
  const bought = 40 + random.int(0, 5);
  const saving = (stage) => 1 + ((stage * 17 + params.entryName.length) % 23);
  const chain = [];
  for (let stage = 0; stage < stages; stage += 1) {
    chain.push([`s${stage}`, `s${stage + 1}`, 30, 0], [`s${stage}`, `s${stage + 1}`, 30 - saving(stage), 1]);
  }
  const savings = Array.from({ length: stages }, (_, stage) => saving(stage)).sort((x, y) => y - x);
  const saved = savings.slice(0, bought).reduce((sum, each) => sum + each, 0);

  const slow = random.int(20, 40);
  const listed = [
    ["no roads", [[], "Aal", "Bree", 5]],
    ["already there", [[], "Aal", "Aal", 0]],
    ["one road", [[["Aal", "Bree", slow, 2]], "Aal", "Bree", 2]],
    ["one road against its direction", [[["Aal", "Bree", slow, 0]], "Bree", "Aal", 2]],
    ["too dear", [[["Aal", "Bree", slow, 3]], "Aal", "Bree", 2]],
    ["exactly the budget", [[["Aal", "Bree", 5, 2], ["Bree", "Cork", 5, 3], ["Aal", "Cork", slow, 0]], "Aal", "Cork", 5]],
    ["the fast way to a crossing spends too much", [[["Aal", "Bree", 1, 4], ["Aal", "Bree", 6, 0], ["Bree", "Cork", 1, 4], ["Bree", "Cork", slow, 0]], "Aal", "Cork", 4]],
    ["equal minutes: fewer roads or less toll", [[["Aal", "Cork", 10, 3], ["Aal", "Bree", 5, 0], ["Bree", "Cork", 5, 1]], "Aal", "Cork", 9]],
    ["equal minutes and the tie inside", [[["Aal", "Bree", 4, 2], ["Aal", "Dorn", 2, 0], ["Dorn", "Bree", 2, 0], ["Bree", "Cork", 3, 1]], "Aal", "Cork", 3]],
    ["parallel roads of equal time", [[["Aal", "Bree", 7, 5], ["Aal", "Bree", 7, 2], ["Aal", "Bree", 7, 3]], "Aal", "Bree", 5]],
    ["a way round without toll", [[["Aal", "Bree", 1, 1], ["Bree", "Cork", 2, 0], ["Aal", "Cork", slow, 0]], "Aal", "Cork", 0]],
    ["a loop is no help", [[["Aal", "Bree", 1, 0], ["Bree", "Aal", 1, 0], ["Bree", "Cork", 1, 1]], "Aal", "Cork", 0]],
    ["unknown goal", [[["Aal", "Bree", 1, 0]], "Aal", "Zell", 9]],
  ];
  for (let round = 0; round < 9; round += 1) {
    const roads = randomRoads(8 + 2 * round);
    listed.push([`random network ${round}`, [roads, "Aal", "Fyn", random.int(0, 5)]]);
  }
  return {
    values: {
      twoWay: twoWay ? "True" : "False",
      waysText: twoWay ? "It can be used in both directions." : "It can be used only from `a` to `b`.",
      tieText: tollFirst
        ? "the lowest toll, and then the one that uses the fewest roads"
        : "the fewest roads, and then the one with the lowest toll",
      unpack: tollFirst ? "minutes, toll, used, place" : "minutes, used, toll, place",
      otherUnpack: tollFirst ? "minutes, used, toll, place" : "minutes, toll, used, place",
      key: tollFirst ? "(time, spent, count, target)" : "(time, count, spent, target)",
      otherKey: tollFirst ? "(time, count, spent, target)" : "(time, spent, count, target)",
      tripKey: tollFirst ? "(trip[0], trip[1], trip[2])" : "(trip[0], trip[2], trip[1])",
    },
    grader: {
      tests: [
        ...listed.map(([name, args]) => ({ name, args, expected: solve(...args) })),
        {
          name: "a long chain",
          group: "size",
          args: [chain, "s0", `s${stages}`, bought],
          expected: [30 * stages - saved, bought, stages],
        },
      ],
    },
  };
};
