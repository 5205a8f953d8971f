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
const letters = [..."abcdefghijklmnopqrstuvwxyz"];
const digits = [..."0123456789"];

export default ({ params, random }) => {
  const { longest, least, mark } = params;
  const isLabel = (text) =>
    text.length >= 1 && text.length <= longest && [...text].every((one) => letters.includes(one) || digits.includes(one) || one === mark) &&
    !text.startsWith(mark) && !text.endsWith(mark);
  const isHost = (text) => {
    const labels = text.split(".");
    if (labels.at(-1) === "") labels.pop();
    const last = labels.at(-1) ?? "";
    return labels.length >= least && labels.every(isLabel) && last.length >= 2 && [...last].every((one) => letters.includes(one));
  };
  const chars = (count, pool) => Array.from({ length: count }, () => random.pick(pool)).join("");
  const label = (length = random.int(1, 9)) =>
    length < 3
      ? chars(length, [...letters, ...digits])
      : chars(1, letters) + chars(length - 2, [...letters, ...digits, mark, mark, mark]) + chars(1, digits);
  const last = (length = random.int(2, 6)) => chars(length, letters);
  const host = (count, made = label) => [...Array.from({ length: count - 1 }, () => made()), last()].join(".");
  const base = Array.from({ length: least - 1 }, () => label()).join(".");
  const texts = [
    ...Array.from({ length: 16 }, () => host(least)),
    ...Array.from({ length: 16 }, () => host(random.int(least, least + 3))),
    ...Array.from({ length: 3 }, () => `${host(least)}.`),
    host(least, () => label(longest)),
    host(least, () => label(1)),
    `${base}.${last(longest)}`,
    host(least, () => `a${mark}${mark}${mark}b`),
  ];
  const wrong = [
    "", ".", "..", last(), `${base}`, host(least - 1),
    host(least, () => label(longest + 1)),
    `${base}.${last(longest + 1)}`,
    `${base}.x`,
    `${base}.c0m`,
    `${base}.com${mark}`,
    `${base}.co${mark}m`,
    `${base}.12`,
    `.${base}.net`,
    `${base}..net`,
    `${base}.net..`,
    `${mark}${base}.net`,
    `${base}${mark}.net`,
    `${base}.Net`,
    `${base.toUpperCase()}X.net`,
    `${base}.net `,
    `${base}:net`,
    `${base}/net`,
    `a b.${base}.net`,
    `ü.${base}.net`,
    `a${mark === "-" ? "_" : "-"}b.${base}.net`,
    ...near(random, texts, [..."az09.-_ A"], 30),
  ];
  return {
    values: { others: least - 1, inner: longest - 2 },
    grader: {
      positives: listed(texts, [], isHost),
      negatives: listed(wrong, [], (text) => !isHost(text)),
    },
  };
};
