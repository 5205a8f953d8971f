export default ({ params: { name, n } }) => {
  const text = (times, tag = "text") =>
    [
      `\`\`\`${tag}`,
      `usage: ${name} [options] FILE`,
      "",
      "  --out FILE    where the result goes",
      "  --limit N     rows at most",
      "  --quiet       says nothing but errors",
      "",
      times > 1 ? `${name} ends with 1 when a row was skipped.` : "It ends with 1 when a row was skipped.",
      times > 2 ? `Example: ${name} --limit 10 rows.csv` : "Rows without a key are skipped.",
      "\`\`\`",
    ].join("\n");
  return {
    values: {
      reference: text(n),
      onceLess: text(n - 1),
      longLine: text(n).replace("goes", "goes; the standard output is used when this option is left out"),
      withIntro: `The help of the program as it is printed\n\n${text(n)}`,
      untagged: text(n, ""),
    },
  };
};
