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
const all = ["alpha", "beta", "gamma", "rc", "dev", "pre", "snap"];

export default ({ params, random }) => {
  const { prefix, mark } = params;
  const stages = random.shuffle(all).slice(0, 3);
  const write = ({ major, minor, patch, stage, number }) =>
    `${prefix}${major}.${minor}${patch === null ? "" : `.${patch}`}${stage === null ? "" : `${mark}${stage}${number ?? ""}`}`;
  const shownLong = write({ major: "4", minor: "18", patch: "0", stage: stages[0], number: "6" });
  const shownShort = write({ major: "4", minor: "18", patch: null, stage: null, number: null });

  const isNumber = (text, low) =>
    text !== "" && [...text].every((d) => d >= "0" && d <= "9") && `${BigInt(text)}` === text && BigInt(text) >= BigInt(low);
  const isTag = (text) => {
    if (!text.startsWith(prefix)) return false;
    const rest = text.slice(prefix.length);
    const at = rest.indexOf(mark);
    const numbers = (at < 0 ? rest : rest.slice(0, at)).split(".");
    if (numbers.length < 2 || numbers.length > 3 || !numbers.every((one) => isNumber(one, 0))) return false;
    if (at < 0) return true;
    const behind = rest.slice(at + mark.length);
    return stages.some((stage) => behind === stage || (behind.startsWith(stage) && isNumber(behind.slice(stage.length), 1)));
  };

  const number = () => `${random.pick([0, 1, random.int(2, 9), random.int(10, 120)])}`;
  const tags = Array.from({ length: 40 }, () => {
    const stage = random.pick([null, ...stages]);
    return {
      major: number(),
      minor: number(),
      patch: random.pick([null, number(), number()]),
      stage,
      number: stage === null ? null : random.pick([null, `${random.int(1, 30)}`]),
    };
  });
  const texts = tags.map(write);
  const other = all.find((stage) => !stages.includes(stage));
  const wrong = [
    `${prefix}01.2.3`,
    `${prefix}1.02.3`,
    `${prefix}1.2.03`,
    `${prefix}1.2.3.4`,
    `${prefix}1`,
    `${prefix}1.2.`,
    `${prefix}.2.3`,
    `${prefix}1x2`,
    `${prefix}1.2x3`,
    `${prefix}-1.2`,
    `${prefix}1.2.3${mark}`,
    `${prefix}1.2.3${mark}${other}`,
    `${prefix}1.2.3${mark}${stages[0]}0`,
    `${prefix}1.2.3${mark}${stages[1]}01`,
    `${prefix}1.2.3${mark}${stages[1]}.1`,
    `${prefix}1.2.3${mark}${stages[2].toUpperCase()}1`,
    `${prefix}1.2.3${stages[0]}1`,
    `${prefix}1.2.3_${stages[0]}`,
    `${prefix}1.2.3${mark}5`,
    "1.2.3",
    `x${prefix}1.2.3`,
    `${prefix.toUpperCase()}1.2.3`,
    `${prefix}1.2.3 `,
    "",
    ...near(random, texts, [..."0123456789.-~+x "], 30),
  ];
  const escaped = (text) => text.replaceAll(/[.+*?/]/g, (character) => `\\${character}`);
  const shown = [shownLong, shownShort];
  return {
    values: {
      shownLong,
      shownShort,
      stageList: stages.map((stage) => `\`${stage}\``).join(", "),
      stageChoice: stages.join("|"),
      prefixPattern: escaped(prefix),
      markPattern: escaped(mark),
    },
    grader: {
      positives: listed([...texts, `${prefix}0.0`, `${prefix}0.0.0${mark}${stages[2]}1`], shown, isTag),
      negatives: listed(wrong, shown, (text) => !isTag(text)),
      groups: tags.slice(0, 10).map((tag) => ({ text: write(tag), named: tag })),
    },
  };
};
