export default ({ params: { n } }) => {
  const rows = [
    "| `q` | string | none | Text to look for |",
    "| `page` | integer | 1 | Which page |",
    "| `size` | integer | 20 | Rows a page |",
    "| `sort` | string | `name` | Order of the rows |",
    "| `since` | date | none | Only newer ones |",
    "| `state` | string | `open` | Only in this state |",
    "| `deep` | boolean | false | Also looks inside |",
    "| `lang` | string | `en` | Language of the answer |",
  ];
  const table = (count) =>
    ["| Name | Type | Default | Meaning |", "| --- | --- | --- | --- |", ...rows.slice(0, count)].join("\n");
  return {
    values: {
      total: n + 2,
      reference: table(n),
      oneMore: table(n + 1),
      threeColumns: table(n).split("\n").map((row) => row.replace(/\|[^|]*\|$/, "|")).join("\n"),
      fenced: `\`\`\`\n${table(n)}\n\`\`\``,
      intro: `Each parameter can be left out\n\n${table(n)}`,
    },
  };
};
