export default ({ params: { pair, n }, random }) => {
  const [a, b] = pair.split(" and ");
  const rows = ["| Setup | little | more |", "| Speed | fine | better |", "| Tools | everywhere | good |", "| Known to the team | yes | partly |", "| Running cost | low | higher |", "| Many writers | weak | strong |"];
  const choice = random.pick([a, b]);
  const text = (count, header = `| Criterion | ${a} | ${b} |`) =>
    [header, "| --- | --- | --- |", ...rows.slice(0, count), "", `Recommendation: ${choice}`].join("\n");
  return {
    values: {
      a,
      b,
      choice,
      reference: text(n),
      oneShort: text(n - 1),
      fullStop: `${text(n)}, because it fits what we do.`,
      otherColumns: text(n, `| Criterion | ${b} | ${a} |`),
      heading: `## ${a} or ${b}\n\n${text(n)}`,
    },
  };
};
