export default ({ params: { n }, random }) => {
  const all = [
    ["Is it free?", "It is free for teams of up to ten people."],
    ["Where is the data kept?", "It stays on your own machines."],
    ["How long does the setup take?", "About half an hour."],
    ["Does it need a database?", "It brings a small one with it."],
    ["Can I go back?", "Yes, everything can be exported."],
  ];
  const chosen = random.shuffle(all).slice(0, n);
  const page = (entries, mark = (title) => `### ${title}`) =>
    entries.map(([title, text]) => `${mark(title)}\n\n${text}`).join("\n\n");
  const reference = page(chosen);
  return {
    grader: {
      verifiers: [
        { id: "headings", arguments: { headings: chosen.map(([title]) => title), level: 3 } },
        { id: "paragraphs", arguments: { min: n, max: n } },
      ],
    },
    values: {
      questions: chosen.map(([title]) => `- ${title}`).join("\n"),
      reference,
      otherOrder: page(chosen.toReversed()),
      title: `# FAQ\n\n${reference}`,
      bold: page(chosen, (title) => `**${title}**`),
      twoParagraphs: `${reference}\n\nAsk us if this does not answer it.`,
    },
  };
};
