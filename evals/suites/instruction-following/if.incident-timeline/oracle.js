export default ({ params: { month, day, n } }) => {
  const events = ["Alert raised", "On-call paged", "Traffic moved", "Cause found", "Fix deployed", "Queue drained", "Alert closed"];
  const owners = ["Mira", "Jon", "Ada"];
  const date = `2025-${month}-${day}`;
  const rows = events.slice(0, n).map((event, at) => `| ${date} | ${event} | ${owners[at % 3]} |`);
  const table = (lines, header = "| Date | Event | Owner |") =>
    [header, "| --- | --- | --- |", ...lines].join("\n");
  return {
    values: {
      reference: table(rows),
      oneShort: table(rows.slice(1)),
      otherDate: table(rows).replace(date, `${Number(day)}.${Number(month)}.2025`),
      otherHeader: table(rows, "| Time | Event | Owner |"),
      missingCell: table(rows).replace(" | Mira |", " |"),
    },
  };
};
