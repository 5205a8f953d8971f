export default ({ params: { topic, phrase, n, low } }) => {
  const text = (times) =>
    [
      `Many teams suffer from ${topic} without measuring it.`,
      `We looked at twelve projects and wrote down what they did about it ${phrase}.`,
      times > 1 ? `Rules alone did not help ${phrase}.` : "Rules alone did not help.",
      "What helped was a named owner and a fixed hour every week.",
      times > 2 ? `The effect grew ${phrase} and was still there after a year.` : "The effect grew and was still there after a year.",
      times > 3 ? `We end with a short list that works ${phrase}.` : "We end with a short list of things to try first.",
    ].join(" ");
  const reference = text(n);
  return {
    values: {
      high: low + 40,
      reference,
      comma: reference.replace("projects and", "projects, and"),
      tooShort: reference.split(" ").slice(0, 40).join(" "),
      onceMore: text(n + 1),
      onceLess: text(n - 1),
    },
  };
};
