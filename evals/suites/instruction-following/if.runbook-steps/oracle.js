export default ({ params: { n } }) => {
  const steps = [
    "Tell the team that the service goes down.",
    "Stop the service.",
    "Find the newest complete backup.",
    "Check its checksum.",
    "Move the broken data aside.",
    "Unpack the backup.",
    "Start the service.",
    "Compare the counts with yesterday's report.",
    "Tell the team that it is back.",
  ];
  const list = (count, number = (at) => at + 1) =>
    steps.slice(0, count).map((step, at) => `${number(at)}. ${step}`).join("\n");
  return {
    values: {
      reference: list(n),
      oneShort: list(n - 1),
      allOnes: list(n, () => 1),
      longLine: list(n).replace("goes down.", "goes down and that nobody should write to it meanwhile."),
      withTail: `${list(n)}\n\nThe backup is kept for a week.`,
    },
  };
};
