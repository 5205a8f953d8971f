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
const upper = [..."ABCDEFGHJKLMNPQRSTUVWXYZ"];
const lower = [..."abcdefghijkmnopqrstuvwxyz"];
const digits = [..."0123456789"];

export default ({ params, random }) => {
  const { least, inRow } = params;
  const most = least + params.more;
  const symbols = [...params.symbols];
  const isRight = (text) => {
    const characters = [...text];
    const within = (low, high) => characters.some((one) => one >= low && one <= high);
    const isAllowed = (one) =>
      (one >= "A" && one <= "Z") || (one >= "a" && one <= "z") || (one >= "0" && one <= "9") || symbols.includes(one);
    let run = 0;
    for (const [at, one] of characters.entries()) {
      run = one === characters[at - 1] ? run + 1 : 1;
      if (run > inRow) return false;
    }
    return (
      characters.length >= least && characters.length <= most && characters.every(isAllowed) &&
      within("A", "Z") && within("a", "z") && within("0", "9") && characters.some((one) => symbols.includes(one)) &&
      !(characters[0] >= "0" && characters[0] <= "9")
    );
  };
  const made = (length, pools) => {
    const must = pools.map((pool) => random.pick(pool));
    const all = pools.flat();
    const rest = Array.from({ length: Math.max(0, length - must.length) }, () => random.pick(all));
    return random.shuffle([...must, ...rest]).join("");
  };
  const pools = [upper, lower, digits, symbols];
  const texts = Array.from({ length: 60 }, (_, at) => made(at < 10 ? least : at < 20 ? most : random.int(least, most), pools));
  const good = listed(texts, [], isRight);
  const base = `${random.pick(upper)}${random.pick(lower)}${random.pick(symbols)}7`;
  const filler = [..."bcdfghkmnpqrst"].slice(0, least - 4).join("");
  const withRun = (count) => `${base}${"x".repeat(count)}${filler}`.slice(0, most);
  const wrong = [
    withRun(inRow + 1),
    withRun(inRow + 2),
    `${"Q".repeat(inRow + 1)}${base}${filler}`.slice(0, most),
    made(least - 1, pools),
    made(most + 1, pools),
    made(most + 2, pools),
    ...pools.flatMap((_, left) => [0, 1, 2].map(() => made(least + 1, pools.filter((_, at) => at !== left)))),
    ...good.slice(0, 4).map((text) => `4${text.slice(1)}`),
    ...good.slice(4, 8).map((text) => `${text.slice(0, -1)} `),
    ...good.slice(8, 11).map((text) => `${text.slice(0, -1)}?`),
    ...good.slice(11, 13).map((text) => `${text.slice(0, -1)}é`),
    good[0].toUpperCase(),
    good[1].toLowerCase(),
    "",
    ...near(random, good, [..."0aA?. ", ...symbols], 20),
  ];
  return {
    values: { most, oneLess: inRow - 1, tooMany: inRow + 1 },
    grader: {
      positives: [...listed([...good, `${base}${"x".repeat(inRow)}${filler}`], [], isRight)],
      negatives: listed(wrong, [], (text) => !isRight(text)),
    },
  };
};
