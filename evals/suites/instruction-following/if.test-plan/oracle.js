export default ({ params: { n } }) => {
  const tests = ["An empty input must be refused.", "A very long input must be refused.", "Accents must survive.", "A second click must change nothing.", "The error must name its cause.", "The page must work without a mouse.", "A lost connection must be shown.", "The log must hold no secret."];
  const list = (count, mark = (at) => `${at + 1}.`) => tests.slice(0, count).map((test, at) => `${mark(at)} ${test}`).join("\n");
  return {
    values: {
      reference: list(n),
      oneShould: list(n).replace("must", "should"),
      oneMore: list(n + 1),
      comma: list(n).replace("input must", "input, of course, must"),
      bullets: list(n, () => "-"),
    },
  };
};
