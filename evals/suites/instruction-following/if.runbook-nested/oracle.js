export default ({ params: { parents, children } }) => {
  const groups = [
    ["Before", "Announce the day", "Take a backup", "Name who decides"],
    ["First machine", "Stop traffic", "Install", "Watch for an hour"],
    ["All machines", "Go on one by one", "Keep half of them serving", "Note the times"],
    ["Afterwards", "Compare error rates", "Remove the old version", "Tell everybody"],
    ["Later", "Write down what was hard", "Update this list", "Thank the team"],
  ];
  const list = (count, own) =>
    groups
      .slice(0, count)
      .map(([title, ...items]) => [`- ${title}`, ...items.slice(0, own).map((item) => `  - ${item}`)].join("\n"))
      .join("\n");
  const reference = list(parents, children);
  return {
    values: {
      reference,
      oneShort: reference.split("\n").slice(0, -1).join("\n"),
      flat: reference.replaceAll("  - ", "- "),
      oneMore: list(parents + 1, children),
      comma: reference.replace("Announce the day", "Announce the day, in writing"),
    },
  };
};
