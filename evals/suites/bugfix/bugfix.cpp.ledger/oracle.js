// What any order of the moves comes to; the situations are made so that it is the same in every order.
export default ({ params, random }) => {
  const { site } = params;
  const broken = (...sites) => (sites.indexOf(site) >= 0 ? "f2p" : "p2p");
  const some = () => random.int(40, 99);
  const accounts = [some(), some(), some(), some(), some()];
  const [a, b, c, d, e] = accounts;
  const sum = a + b + c + d + e;
  const part = random.int(5, 19);
  const script = (moves, kind = "script") => {
    const now = [...accounts];
    const answers = moves.map(([from, to, amount]) => {
      const enough = now[from] >= amount;
      if (enough) {
        now[from] -= amount;
        now[to] += amount;
      }
      return enough ? 1 : 0;
    });
    if (kind === "script") return [...answers, sum, ...now];
    return answers.every(Boolean) ? [1, sum, ...now] : [0, sum, ...accounts];
  };
  const moved = (by) => accounts.map((balance, at) => balance + (by[at] ?? 0));
  const rounds = 2;
  const row = (situation, moves, expected, group) => [situation, moves, expected, group];
  const plain = [
    [[0, 1, part], [1, 2, part * 2], [4, 0, e]],
    [[0, 1, a + 1], [0, 1, a], [0, 1, 1]],
    [[3, 2, part], [2, 3, part], [3, 2, 0]],
    [[1, 1, b], [1, 1, b + 1], [1, 1, 0]],
  ];
  const batches = [
    [[0, 1, part], [1, 2, b + part], [2, 0, 1]],
    [[0, 1, part], [1, 2, b + part + 1]],
    [[3, 3, d], [4, 3, e]],
    [],
  ];
  const tests = [
    ...plain.map((moves) => row("script", moves, script(moves), "p2p")),
    ...batches.map((moves) => row("settle", moves, script(moves, "settle"), "p2p")),
    row("apart", [[0, 1, part], [2, 3, part]], [2, ...moved([-part, part, -part, part])], "p2p"),
    row("total meanwhile", [[4, 0, part], [3, 1, part]], [sum, ...moved([part, part, 0, -part, -part])], broken("total")),
    row("total meanwhile", [[2, 0, part + 1]], [sum, ...moved([part + 1, 0, -part - 1])], broken("total")),
    row("settle meanwhile", [[0, 1, part], [1, 2, part], [2, 3, part]], [1, sum, ...moved([-part, 0, 0, part])], broken("settle")),
    row("settle meanwhile", [[0, 1, part], [3, 1, 1]], [1, sum, ...moved([-part, part + 1, 0, -1])], broken("settle")),
    row("crossing", [[0, 1, 3], [1, 0, 2], [rounds, 0, 0]], crossing([[0, 1, 3], [1, 0, 2]]), broken("order")),
    row("crossing", [[2, 3, part], [3, 2, part], [rounds, 0, 0]], crossing([[2, 3, part], [3, 2, part]]), broken("order")),
    row("crossing", [[4, 2, 2], [2, 1, 5], [1, 4, 4], [rounds, 0, 0]], crossing([[4, 2, 2], [2, 1, 5], [1, 4, 4]]), broken("order")),
  ].map(([situation, moves, expected, group], at) => ({
    name: `${situation} ${at + 1}`,
    args: [situation, accounts, moves],
    expected,
    group,
  }));
  return { values: { symptom: symptoms[site].join("\n> "), ...codeOf(site) }, grader: { tests } };

  function crossing(moves) {
    const now = [...accounts];
    for (const [from, to, amount] of moves) {
      now[from] -= amount * rounds;
      now[to] += amount * rounds;
    }
    return [moves.length * rounds, ...now];
  }
};

/** In lines, for a quotation. */
const symptoms = {
  order: [
    "Every few days the service stops answering. The threads that hang are all inside `move`, and among the last",
    "calls in the log there is always a move from one account to another beside one the other way round.",
  ],
  total: [
    "The nightly check raises an alarm although nothing is wrong: `total` returned a little more or a little less",
    "than it should, and the next call returned the right sum again. It only happens while moves are being made.",
  ],
  settle: [
    "While a settlement runs, other threads see it half done: an account that gets something in one move and passes",
    "it on in the next shows up with the money on it, and now and then a settlement that was refused leaves some of",
    "its moves behind.",
  ],
};

const right = {
  move: [
    "if (from == to) return enough(from, amount);",
    "const auto [low, high] = std::minmax(from, to);",
    "std::lock_guard first(mutexes_[low]);",
    "std::lock_guard second(mutexes_[high]);",
    "if (balances_[from] < amount) return false;",
    "balances_[from] -= amount;",
    "balances_[to] += amount;",
    "return true;",
  ],
  total: [
    "auto held = lockAll();",
    "long long sum = 0;",
    "for (long long balance : balances_) sum += balance;",
    "return sum;",
  ],
  settle: [
    "auto everything = lockAll();",
    "auto after = balances_;",
    "for (const Move& each : moves) {",
    "    if (after[each.from] < each.amount) return false;",
    "    after[each.from] -= each.amount;",
    "    after[each.to] += each.amount;",
    "}",
    "std::copy(after.begin(), after.end(), balances_.begin());",
    "return true;",
  ],
};

const wrong = {
  order: {
    move: [
      ...right.move.slice(0, 1),
      "std::lock_guard first(mutexes_[from]);",
      "std::lock_guard second(mutexes_[to]);",
      ...right.move.slice(4),
    ],
  },
  total: {
    total: [
      "long long sum = 0;",
      "for (std::size_t at = 0; at < size(); ++at) sum += balance(at);",
      "return sum;",
    ],
  },
  settle: {
    settle: [
      "std::vector<Move> done;",
      "for (const Move& each : moves) {",
      "    if (!move(each.from, each.to, each.amount)) {",
      "        std::reverse(done.begin(), done.end());",
      "        for (const Move& undo : done) move(undo.to, undo.from, undo.amount);",
      "        return false;",
      "    }",
      "    done.push_back(each);",
      "}",
      "return true;",
    ],
  },
};

function codeOf(site) {
  const lines = { ...right, ...wrong[site] };
  const text = (name) => lines[name].map((line) => `        ${line}`).join("\n");
  return { moveCode: text("move"), totalCode: text("total"), settleCode: text("settle") };
}
