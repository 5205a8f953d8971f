export default ({ params: { service, minutes, n } }) => {
  const sentences = [
    `On Tuesday the ${service} service answered slowly for ${minutes} minutes.`,
    "A cache had been emptied by mistake.",
    "It filled again by itself.",
    "No data was lost.",
    "The command that empties the cache now asks twice.",
    "We are sorry for the trouble.",
    "Nothing else was affected.",
  ];
  const text = (count) => sentences.slice(0, count).join(" ");
  return {
    values: {
      reference: text(n),
      oneShort: text(n - 1),
      oneMore: text(n + 1),
      comma: text(n).replace("On Tuesday", "On Tuesday,"),
      heading: `# Status\n\n${text(n)}`,
    },
  };
};
