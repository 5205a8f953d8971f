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
const isWord = (one) => /^[A-Za-z0-9_]$/.test(one);

export default ({ params, random }) => {
  const { key, most, sign } = params;
  const start = `${key}${sign}`;
  // The number of the first reference, found by walking through the text; undefined where there is none.
  const numberIn = (text) => {
    for (let at = text.indexOf(start); at >= 0; at = text.indexOf(start, at + 1)) {
      const before = text[at - 1] ?? " ";
      let end = at + start.length;
      while (text[end] >= "0" && text[end] <= "9") end += 1;
      const digits = text.slice(at + start.length, end);
      const behind = text[end] ?? " ";
      const isRight = digits.length >= 1 && digits.length <= most && digits[0] !== "0";
      if (isRight && !isWord(before) && !"-/#".includes(before) && !isWord(behind)) return digits;
    }
    return undefined;
  };
  const number = (digits = random.int(1, most)) =>
    `${random.int(1, 9)}${Array.from({ length: digits - 1 }, () => random.int(0, 9)).join("")}`;
  const ref = (digits) => `${start}${number(digits)}`;
  const texts = [
    ref(), ref(1), ref(most),
    `see ${ref()}`, `${ref()} is done`, `fix (${ref()})`, `"${ref()}"`, `see:${ref()}.`, `${ref()}, ${ref()}`,
    `${start}0 but ${ref()}`, `x${ref()} or ${ref()}`, `${ref(most + 1)} no, ${ref()}`, `=${ref()}=`, `é${ref()}`,
    `[${ref()}]`, `${ref()}-draft`, `${ref()}/2`, `${ref()}#3`, `a.${ref()}`, `${start}${ref()} `, `\t${ref()}`,
    `*${ref()}*`, `${key} ${ref()}`, `${start} ${ref()}`, `+${ref()}?`, `${ref()}é`, `@${ref()}`, `~${ref()}!`,
  ];
  const wrong = [
    "", key, `${start}.`, `${start} 12`, `${key} 12`, `${start}x1`, `${start}0`, `${start}012`, `${start}00`,
    ref(most + 1), ref(most + 3), `${ref(most)}${number(1)}`, `${ref(1)}x`, `${ref(1)}_`, `${ref()}px`,
    `x${ref()}`, `9${ref()}`, `_${ref()}`, `-${ref()}`, `/${ref()}`, `#${ref()}`, `docs/${ref()}`, `DEV-${ref()}`,
    `my${ref()}`, ref().toLowerCase(), `${key}${sign === "-" ? "#" : "-"}${number()}`, `${key}${number()}`,
    `${key}${sign}${sign}${number()}`, `${start}-1`, "nothing here",
    ...near(random, texts, [..."09xA_-/# "], 30),
  ];
  const positives = listed(texts, [], (text) => numberIn(text) !== undefined);
  return {
    values: { fewer: most - 1 },
    grader: {
      positives,
      negatives: listed(wrong, [`${start}0`], (text) => numberIn(text) === undefined),
      groups: positives.map((text) => ({ text, named: { number: numberIn(text) } })),
    },
  };
};
