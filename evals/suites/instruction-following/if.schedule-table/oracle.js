export default ({ params: { n, first } }) => {
  const month = first.includes("March") ? "03" : "06";
  const from = Number(first.split(" ")[0]);
  const day = (number) => `2026-${month}-${String(number).padStart(2, "0")}`;
  const names = ["Plan", "Build", "Test", "Roll out"];
  const rows = names.slice(0, n).map((name, at) => `| ${name} | ${day(from + 7 * at)} | ${day(from + 7 * at + 6)} |`);
  const table = (lines) => ["| Phase | Start | End |", "| --- | --- | --- |", ...lines].join("\n");
  const reference = table(rows);
  return {
    values: {
      dates: 2 * n,
      reference,
      slashes: reference.replaceAll(/(\d{4})-(\d\d)-(\d\d)/g, "$1/$2/$3"),
      oneShort: table(rows.slice(1)),
      noSuchDay: reference.replace(day(from), `2026-${month}-32`),
      onlyStarts: table(rows.map((row) => row.replace(/\| [^|]* \|$/, "| a week later |"))),
    },
  };
};
