export default ({ params: { lines, flags, start, n } }) => {
  const sentences = [
    start === "Question:" ? "Question: could this function be split?" : "Suggestion: split this function.",
    `It has ${lines} lines and ${flags} flags.`,
    "Callers cannot tell what true and false mean.",
    "Two functions with good names would say it.",
    "I can help with that.",
  ];
  const text = (count) => sentences.slice(0, count).join(" ");
  return {
    values: {
      reference: text(n),
      otherStart: text(n).replace(start, "Nit:"),
      oneMore: text(n + 1),
      oneShort: text(n - 1),
      forbidden: text(n).replace("It has", "It is obviously hard to read, with"),
    },
  };
};
