// Texts near the given ones; the alphabet makes the mistakes plausible.
const near = (random, texts, alphabet, count) =>
  Array.from({ length: count }, () => {
    const characters = [...random.pick(texts)];
    const at = random.int(0, characters.length);
    const kind = random.int(0, 3);
    if (kind === 0) characters.splice(at, 1);
    else if (kind === 1) characters.splice(at, 0, random.pick(alphabet));
    else if (kind === 2) characters.splice(at, 1, random.pick(alphabet));
    else characters.splice(at, 2, ...characters.slice(at, at + 2).reverse());
    return characters.join("");
  });
// Different texts, none of them shown in the prompt, that are what their list says.
const listed = (texts, shown, isWanted) =>
  [...new Set(texts)].filter((text) => !shown.includes(text) && isWanted(text));
export default ({ params, random }) => {
  const { low, high, first } = params;
  const isNumber = (text, from, to) => `${Number(text)}` === text && /^[0-9]+$/.test(text) && Number(text) >= from && Number(text) <= to;
  const isRange = (text) => {
    const [address, size, ...more] = text.split("/");
    const numbers = address.split(".");
    return (
      more.length === 0 && numbers.length === 4 && numbers.every((one) => isNumber(one, 0, 255)) && numbers[0] === `${first}` &&
      (size === undefined || isNumber(size, low, high))
    );
  };
  const number = () => random.pick([0, 9, 10, 99, 100, 199, 200, 249, 250, 255, random.int(0, 255)]);
  const address = () => [first, number(), number(), number()].join(".");
  const texts = [
    ...Array.from({ length: 12 }, address),
    ...Array.from({ length: high - low + 1 }, (_, at) => `${address()}/${low + at}`),
    `${first}.0.0.0/${low}`,
    `${first}.255.255.255/${high}`,
  ];
  const a = address();
  const wrong = [
    "", `${first}`, `${first}.1.2`, `${first}.1.2.3.4`, `${a}/`, `${a}/${low - 1}`, `${a}/${high + 1}`, `${a}/0${low}`, `${a}/0`,
    `${a}/${high}0`, `${a}/${low}/${low}`, `${a} /${low}`, `${a}\\${low}`, `${first}.256.1.1`, `${first}.1.260.1`, `${first}.1.1.300`,
    `${first}.1.1.999/${high}`, `${first}.01.1.1`, `${first}.1.00.1`, `${first}.1.1.001`, `${first}.1.1.`, `${first}..1.1`,
    `${first}x1x1x1`, `${first},1,1,1`, `${first + 1}.1.1.1`, `0${first}.1.1.1`, `1${first}.1.1.1`, `.${first}.1.1.1`, ` ${a}`,
    `${a} `, `${a}.`, `${first}.-1.1.1`, `${first}.a.1.1`, `${first}.1.1.1000`,
    `${first}.1.1.1${low}`, `${first}.1.1.1/x`,
    ...near(random, texts, [..."0123456789./ "], 30),
  ];
  const sizes = Array.from({ length: high - low + 1 }, (_, at) => `${low + at}`);
  const tens = (text) => `${text.length === 1 ? "" : text[0]}`;
  const ranges = [...new Set(sizes.map(tens))].map((ten) => {
    const units = sizes.filter((size) => tens(size) === ten).map((size) => size.at(-1));
    return units.length === 1 ? `${ten}${units[0]}` : `${ten}[${units[0]}-${units.at(-1)}]`;
  });
  return {
    values: { sizes: ranges.join("|"), sizeList: sizes.toReversed().join("|") },
    grader: {
      positives: listed(texts, [], isRange),
      negatives: listed(wrong, [], (text) => !isRange(text)),
    },
  };
};
