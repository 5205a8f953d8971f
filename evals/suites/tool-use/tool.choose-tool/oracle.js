// Twelve tools with the same argument: only what they do tells them apart.
const wishes = [
  ["lock_issue", "close_issue", "locked", (id) =>
    `The comments on ${id} get out of hand. See to it that nobody can write there any more; the issue itself has to stay open.`],
  ["archive_issue", "close_issue", "archived", (id) =>
    `${id} should no longer turn up in any list or on any board, but whoever has the link must still be able to read it.`],
  ["watch_issue", "pin_issue", "watched", (id) =>
    `I want to be told about every single thing that happens on ${id} from now on.`],
  ["snooze_issue", "mute_issue", "snoozed", (id) =>
    `I cannot do anything about ${id} this week. Take it off my own list until next Monday, please.`],
  ["mute_issue", "snooze_issue", "muted", (id) =>
    `Spare me the messages about ${id} from now on. I do want to keep it on my list.`],
  ["pin_issue", "vote_issue", "pinned", (id) =>
    `Everybody who opens the project should see ${id} first, above all other issues.`],
  ["escalate_issue", "watch_issue", "escalated", (id) =>
    `${id} cannot wait until the morning: have the engineer on duty called about it now.`],
  ["reopen_issue", "unlock_issue", "reopened", (id) =>
    `The fix of ${id} did not hold. Take the closed issue up again.`],
];

export default ({ random }) => {
  const project = random.pick(["PAY", "APP", "CORE", "SHOP"]);
  const number = random.int(120, 870);
  const [issue, other] = [`${project}-${number}`, `${project}-${number + random.int(1, 9)}`];
  const [tool, neighbour, mark, say] = random.pick(wishes);
  const status = tool === "reopen_issue" ? "closed" : "open";
  return {
    values: { issue, other, tool, neighbour, wish: say(issue) },
    grader: {
      setup: {
        issues: [
          { id: issue, title: "Import stops half way", status },
          { id: other, title: "Import shows the wrong total", status },
        ],
      },
      required: [{ tool, arguments: { issue }, exact: true }],
      state: { changes: [`${issue} ${mark}`] },
    },
  };
};
