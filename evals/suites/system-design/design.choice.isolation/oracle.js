// What goes wrong says which level is needed; each kind of problem comes up once, the stories vary.
const levels = {
  nothing: "read-committed",
  "lost-update": "snapshot",
  "read-skew": "snapshot",
  "write-skew": "serializable",
};

const stories = {
  nothing: [
    "A counter of page views is raised by the single statement `UPDATE pages SET views = views + 1 WHERE id = :id`.",
    "A payment is booked by the single statement `UPDATE accounts SET balance = balance - :sum WHERE id = :id AND balance >= :sum`; when no row was changed, the payment is declined.",
    "A worker marks one job as its own by the single statement `UPDATE jobs SET owner = :me WHERE id = :id AND owner IS NULL` and goes on only if a row was changed.",
  ],
  "lost-update": [
    "An editor reads the one row that holds a document, adds a paragraph to the text in the application and writes the whole text back with `UPDATE documents SET text = :text WHERE id = :id`.",
    "A shop reads a customer's one row of points, adds the points of a purchase in the application and writes the sum back with `UPDATE customers SET points = :sum WHERE id = :id`.",
    "A service reads a JSON column of one row, sets one of its keys in the application and writes the whole column back with `UPDATE settings SET value = :json WHERE id = :id`.",
  ],
  "read-skew": [
    "A report only reads: one `SELECT` adds up the open orders, a second one adds up the payments, and the two sums have to belong together. Other transactions move an order from open to paid.",
    "A backup only reads: it copies the table of accounts in several `SELECT` statements, range by range, while transfers between accounts go on; the copy has to balance.",
    "An audit only reads: it selects the balance of one account and then, by a second `SELECT`, that of another. Transfers between the two run all the time, and the sum has to be right.",
  ],
  "write-skew": [
    "A doctor goes off duty: the transaction counts the rows of doctors on duty, and if there are at least two, it changes this doctor's own row. One doctor has to stay on duty at all times.",
    "A room is booked: the transaction selects bookings of the room that overlap the wanted time, and if there are none, it inserts a row. No unique key or constraint forbids overlaps.",
    "A customer has two accounts whose sum must not fall below zero, though one alone may: the transaction reads both rows, and if the sum is large enough, it takes the money from one of them.",
    "A user name is taken: the transaction looks for a row with the name, and if there is none, it inserts one. The table has no unique key.",
  ],
};

export default ({ random }) => {
  const kinds = Object.keys(levels);
  // Every kind once, except that one may stand in for another, so that nobody can answer by elimination.
  const drawn = random.shuffle(["write-skew", ...kinds.filter((kind) => kind !== "write-skew")]);
  const replaced = random.int(0, 3);
  if (drawn[replaced] !== "write-skew") drawn[replaced] = random.pick(kinds);
  const pools = Object.fromEntries(kinds.map((kind) => [kind, random.shuffle(stories[kind])]));
  const chosen = drawn.map((kind) => ({ kind, story: pools[kind].pop() }));
  const answers = (problem, level) =>
    Object.fromEntries(
      chosen.flatMap(({ kind }, at) => [
        [`problem${at + 1}`, problem(kind)],
        [`level${at + 1}`, level(kind)],
      ]),
    );
  const same = (kind) => kind;
  const right = answers(same, (kind) => levels[kind]);
  const lower = (kind) => (kind === "write-skew" ? "snapshot" : levels[kind]);
  const mixed = (kind) => (kind === "write-skew" ? "lost-update" : kind);
  return {
    values: {
      list: chosen.map(({ story }, at) => `${at + 1}. ${story}`).join("\n"),
      snapshotEnough: JSON.stringify(answers(same, lower)),
      strongest: JSON.stringify(answers(same, () => "serializable")),
      mixedUp: JSON.stringify(answers(mixed, (kind) => levels[kind])),
    },
    grader: {
      questions: Object.entries(right).map(([id, expected]) => ({
        id,
        type: "choice",
        options: id.startsWith("problem")
          ? ["nothing", "lost-update", "read-skew", "write-skew"]
          : ["read-committed", "snapshot", "serializable"],
        expected,
      })),
    },
  };
};
