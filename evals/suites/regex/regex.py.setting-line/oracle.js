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
const opposites = { on: "off", yes: "no", true: "false" };
const words = ["max", "retry", "count", "log", "level", "user", "name", "path", "ttl", "x"];

export default ({ params, random }) => {
  const { sign, yes, most } = params;
  const no = opposites[yes];
  const isValue = (text) => {
    if (text === yes || text === no) return true;
    if (text.length >= 2 && text.startsWith('"') && text.endsWith('"')) {
      const inside = text.slice(1, -1);
      return !inside.includes('"') && !inside.includes("\n");
    }
    const digits = text.startsWith("-") ? text.slice(1) : text;
    if (digits === "" || ![...digits].every((d) => d >= "0" && d <= "9")) return false;
    return digits === "0" ? text === "0" : digits[0] !== "0";
  };
  const isKey = (text) => {
    const parts = text.split("_");
    return parts.length <= most && parts.every((part) => part !== "" && [...part].every((one) => one >= "a" && one <= "z"));
  };
  const trimmed = (text) => {
    let [from, to] = [0, text.length];
    while (from < to && text[from] === " ") from += 1;
    while (to > from && text[to - 1] === " ") to -= 1;
    return [text.slice(from), text.slice(0, to)];
  };
  const isSetting = (text) => {
    const at = text.indexOf(sign);
    if (at < 0) return false;
    return isKey(trimmed(text.slice(0, at))[1]) && isValue(trimmed(text.slice(at + sign.length))[0]);
  };
  const key = (count = random.int(1, most)) => random.shuffle(words).slice(0, count).join("_");
  const value = () =>
    random.pick(["0", "-7", `${random.int(1, 99999)}`, `-${random.int(1, 99)}`, yes, no, '""', '"a b"', `"${sign}"`, '"#é"', '"007"']);
  const space = () => " ".repeat(random.pick([0, 1, 1, 2]));
  const settings = Array.from({ length: 40 }, () => {
    const [k, v] = [key(), value()];
    return { text: `${k}${space()}${sign}${space()}${v}`, named: { key: k, value: v } };
  });
  const texts = settings.map(({ text }) => text);
  const wrong = [
    ...texts.slice(0, 6).map((text) => `${text}\n`),
    ...texts.slice(6, 9).map((text) => ` ${text}`),
    ...texts.slice(9, 12).map((text) => `${text} `),
    `\n${texts[12]}`,
    `${texts[13]}\n${texts[14]}`,
    `# ${texts[15]}`,
    `${key(most)}_more${sign}1`,
    `Max${sign}1`, `max_${sign}1`, `_max${sign}1`, `max__ttl${sign}1`, `max2${sign}1`, `max-ttl${sign}1`, `${sign}1`, `max${sign}`,
    `max ${sign} 01`, `max ${sign} -0`, `max ${sign} -01`, `max ${sign} - 1`, `max ${sign} +1`, `max ${sign} 1.5`, `max ${sign} 1 2`,
    `max ${sign} ${yes.toUpperCase()}`, `max ${sign} ${yes}${no}`, `max ${sign} maybe`,
    `max ${sign} "a`, `max ${sign} a"`, `max ${sign} "a"b"`, `max ${sign} "a" "b"`, `max ${sign} "a\nb"`, `max ${sign} 'a'`,
    `max\t${sign} 1`, `max 1`, "", "max",
    ...near(random, texts, [..."0-_ \"aZ\n", ...sign], 25),
  ];
  return {
    values: { no, fewer: most - 1 },
    grader: {
      positives: listed(texts, [], isSetting),
      negatives: listed(wrong, [], (text) => !isSetting(text)),
      groups: settings.slice(0, 12),
    },
  };
};
