// The issue was moved and has another id; one with nearly the same title is closed.
const topics = [
  ["Nightly export fails on leap days", "Nightly export fails on holidays", "export leap"],
  ["Invoice total ignores the discount", "Invoice total ignores the currency", "invoice discount"],
  ["Password mail arrives twice", "Password mail arrives late", "password twice"],
  ["Map tiles stay grey offline", "Map tiles stay grey in print", "tiles offline"],
];

export default ({ random }) => {
  const [title, other, words] = random.pick(topics);
  const number = random.int(30, 90);
  const stale = `OLD-${number}`;
  const issue = `CORE-${random.int(400, 700)}`;
  const similar = `CORE-${random.int(100, 300)}`;
  const person = random.pick(["jonas", "mei", "priya", "samir"]);
  return {
    values: { title, words, stale, issue, similar, person },
    grader: {
      setup: {
        issues: random.shuffle([
          { id: issue, title },
          { id: similar, title: other, status: "closed" },
          { id: `CORE-${number}`, title: "Tidy up the settings page" },
        ]),
        people: ["jonas", "mei", "priya", "samir"],
      },
      required: [{ tool: "assign_issue", arguments: { issue, person }, exact: true }],
      forbidden: [{ tool: "assign_issue", arguments: { issue: stale }, moreThan: 2 }],
      state: { changes: [`${issue} assigned to ${person}`] },
      final: { mentions: [issue] },
    },
  };
};
