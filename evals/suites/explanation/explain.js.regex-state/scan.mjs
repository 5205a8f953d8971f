export function run(texts) {
  const vowel = /{{letter}}+/g;
  const tested = texts.map((text) => vowel.test(text));
  const last = vowel.lastIndex;

  const [text] = texts;
  vowel.lastIndex = 0;
  vowel.test(text);
  const again = vowel.lastIndex;
  const found = [...text.matchAll(vowel)].map((match) => match.index);
  const counted = text.match(vowel).length;
  const after = vowel.lastIndex;

  const sticky = /{{letter}}+/y;
  const steps = [];
  for (let step = 0; step < 4; step += 1) {
    steps.push(sticky.test(text) ? sticky.lastIndex : -1);
    if (steps.at(-1) === -1) sticky.lastIndex = step + {{skip}};
  }
  return { tested, last, again, found, counted, after, sticky: steps };
}
