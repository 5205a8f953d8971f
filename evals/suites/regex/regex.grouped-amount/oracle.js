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
const styles = { comma: [",", "."], dot: [".", ","], apostrophe: ["’", "."] };

export default ({ params, random }) => {
  const { currency, decimals } = params;
  const [group, point] = styles[params.style];
  const grouped = (digits) => {
    let text = "";
    for (let at = 0; at < digits.length; at += 1) {
      if (at > 0 && (digits.length - at) % 3 === 0) text += group;
      text += digits[at];
    }
    return text;
  };
  const write = ({ minus, whole, fraction }) =>
    `${minus}${whole}${fraction === null ? "" : point + fraction} ${currency}`;
  const some = (count) => Array.from({ length: count }, () => random.int(0, 9)).join("");
  const shown = write({ minus: "-", whole: grouped("8140260"), fraction: "407".slice(0, decimals) });

  const isDigits = (text) => text !== "" && [...text].every((d) => d >= "0" && d <= "9");
  const isAmount = (text) => {
    const [number, unit, ...more] = text.split(" ");
    if (more.length > 0 || unit !== currency) return false;
    const [whole, fraction, ...points] = (number.startsWith("-") ? number.slice(1) : number).split(point);
    if (points.length > 0 || (fraction !== undefined && (!isDigits(fraction) || fraction.length !== decimals))) return false;
    const digits = whole.replaceAll(group, "");
    return isDigits(digits) && grouped(digits) === whole && (digits === "0" || digits[0] !== "0");
  };
  const amounts = Array.from({ length: 44 }, (_, at) => ({
    minus: random.pick(["", "", "-"]),
    whole: at % 9 === 0 ? "0" : grouped(`${random.int(1, 9)}${some(at % 9 === 1 ? 0 : random.int(0, 9))}`),
    fraction: random.pick([null, some(decimals), some(decimals)]),
  }));
  const texts = amounts.map(write);
  const base = { minus: "", whole: grouped("1234567"), fraction: null };
  const wrong = [
    ...[
      { whole: "1234" }, { whole: "1234567" }, { whole: "01" }, { whole: "00" }, { whole: "" }, { whole: `0${group}123` },
      { whole: `1${group}23` }, { whole: `1${group}2345` }, { whole: `12${group}34${group}567` }, { whole: `1234${group}567` },
      { whole: `${group}123` }, { whole: `123${group}` }, { whole: `1${group}${group}234` }, { whole: `1 234` }, { whole: `1_234` },
      { fraction: "" }, { fraction: some(decimals - 1) }, { fraction: some(decimals + 1) }, { fraction: `${some(decimals)}${point}1` },
      { minus: "--" }, { minus: "+" }, { minus: "- " }, { minus: "−" },
    ].map((change) => write({ ...base, ...change })),
    texts[1].replace(" ", ""),
    texts[2].replace(" ", "  "),
    texts[3].replace(currency, currency.toLowerCase()),
    texts[4].replace(` ${currency}`, ""),
    `${currency} 5`,
    ` ${texts[5]}`,
    `${texts[6]} `,
    "",
    ...near(random, texts, [..."0123456789.,’- "], 30),
  ];
  const pattern = (mark) => (mark === "." ? "\\." : mark);
  return {
    values: { group, point, shown, groupPattern: pattern(group), pointPattern: pattern(point) },
    grader: {
      positives: listed(texts, [shown], isAmount),
      negatives: listed(wrong, [shown], (text) => !isAmount(text)),
      groups: amounts.slice(0, 12).map((amount) => ({
        text: write(amount),
        named: { whole: amount.whole, fraction: amount.fraction },
      })),
    },
  };
};
