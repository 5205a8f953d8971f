// Figures over two pages of a filtered list, as one JSON value.
const titles = [
  "Export loses the last row",
  "Search ignores accents",
  "Login page flickers",
  "Totals are rounded twice",
  "Upload stops at 2 GB",
  "Menu hides behind the banner",
  "Date picker starts on Sunday",
  "Mail footer shows a broken link",
  "Filter forgets its value",
  "Print view cuts the table",
  "Avatar is stretched",
];

function summary(issues) {
  const byPriority = {};
  for (const { priority } of issues) byPriority[priority] = (byPriority[priority] ?? 0) + 1;
  const urgent = issues.reduce((best, each) => (each.priority < best.priority ? each : best));
  return {
    total: issues.length,
    unassigned: issues.filter(({ assignee }) => assignee === null).map(({ id }) => id),
    byPriority,
    mostUrgent: { id: urgent.id, title: urgent.title },
  };
}

export default ({ random }) => {
  const label = random.pick(["customer", "accessibility", "regression", "mobile"]);
  const count = random.int(6, 9);
  const urgentAt = random.int(5, count - 1);
  const first = random.int(100, 700);
  const issues = random.shuffle(titles).map((title, at) => ({
    id: `WEB-${first + at * 2}`,
    title,
    status: at === 9 ? "closed" : "open",
    priority: at === urgentAt ? 1 : random.int(2, 4),
    assignee: at === 5 || random.int(0, 2) === 0 ? null : random.pick(["ada", "boris", "chen"]),
    labels: at < count || at === 9 ? [label] : ["internal"],
  }));
  // One without an assignee is always on the second page.
  const found = issues.filter(({ status, labels }) => status === "open" && labels.includes(label));
  const right = summary(found);
  const quoted = { ...right, total: String(right.total) };
  return {
    values: {
      label,
      json: JSON.stringify(right, null, 2),
      short: JSON.stringify(summary(found.slice(0, 5))),
      quoted: JSON.stringify(quoted),
      unfiltered: JSON.stringify(summary(issues.filter(({ status }) => status === "open"))),
    },
    grader: {
      setup: { issues },
      state: { changes: [] },
      final: { json: right },
    },
  };
};
