export default ({ params: { word, n, paragraphs } }) => {
  const sentences = [
    `A ${word} near the reader saves the long way.`,
    `The ${word} may be out of date.`,
    `Somebody has to say how old the ${word} may become.`,
    `When there is no room left the oldest ${word} goes.`,
    `Without a ${word} every request waits for the disk.`,
    `Measure before another ${word} is added.`,
  ];
  const rest = ["That is the whole idea.", "Most trouble comes from forgetting this.", "Start small."];
  const text = (times) => {
    const parts = rest.slice(0, paragraphs);
    sentences.slice(0, times).forEach((sentence, at) => {
      parts[at % paragraphs] = `${sentence} ${parts[at % paragraphs]}`;
    });
    return parts.join("\n\n");
  };
  const reference = text(n);
  return {
    values: {
      reference,
      onceMore: text(n + 1),
      onceLess: text(n - 1),
      oneParagraph: reference.replaceAll("\n\n", " "),
      longer: reference.replaceAll(word, `${word}board`),
    },
  };
};
