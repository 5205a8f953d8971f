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
  const { quote, letters, digits } = params;
  const others = ["\"", "'", "`"].filter((one) => one !== quote);
  const hex = () => Array.from({ length: digits }, () => random.pick([..."0123456789abcdefABCDEF"])).join("");
  const escape = () => random.pick([`\\${quote}`, "\\\\", ...[...letters].map((letter) => `\\${letter}`), `\\u${hex()}`]);
  const piece = () => random.pick(["a", "x9", " ", "é", "{}", ".", "/*", ...others, escape(), escape(), escape()]);
  const body = () => Array.from({ length: random.int(1, 9) }, piece).join("");

  const isBody = (text) => {
    for (let at = 0; at < text.length; at += 1) {
      const one = text[at];
      if (one === quote || one === "\n" || one === "\r") return false;
      if (one !== "\\") continue;
      const next = text[at + 1] ?? "";
      if (next === "u") {
        const digit = text.slice(at + 2, at + 2 + digits);
        if (digit.length < digits || ![...digit].every((d) => "0123456789abcdefABCDEF".includes(d))) return false;
        at += 1 + digits;
      } else if (next !== "" && (next === quote || next === "\\" || letters.includes(next))) at += 1;
      else return false;
    }
    return true;
  };
  const isLiteral = (text) =>
    text.length >= 2 && text.startsWith(quote) && text.endsWith(quote) && isBody(text.slice(1, -1));

  const bodies = ["", "plain", "\\\\", `\\${quote}`, "tail\\\\", `\\u${hex()}\\u${hex()}`, ...Array.from({ length: 40 }, body)];
  const texts = bodies.map((one) => quote + one + quote);
  const q = quote;
  const wrong = [
    "", q, `${q}${q}${q}`, `${q}a`, `a${q}`, "bare",
    `${q}a${q}b${q}`,
    `${q}open\\${q}`,
    `${q}\\${q}`,
    `${q}\\x41${q}`,
    `${q}\\${others[0]}${q}`,
    `${q}\\q${q}`,
    `${q}\\ ${q}`,
    `${q}\\u${q}`,
    `${q}\\u${hex().slice(1)}${q}`,
    `${q}\\u${hex().slice(1)}g${q}`,
    `${q}\\U${hex()}${q}`,
    `${q}two\nlines${q}`,
    `${q}two\rlines${q}`,
    `${q}a\\\nb${q}`,
    `${q}end\n${q}`,
    `${q}a${q}\n`,
    `${q}a${others[0]}`,
    `${others[0]}a${others[0]}`,
    ` ${q}a${q}`,
    `${q}a${q} `,
    `${q}a\\${q}b`,
    `${q}\\\\${q}${q}`,
    ...near(random, texts, [..."\\unta0\n ", quote], 25),
  ];
  return {
    values: {
      quoteCode: `U+00${quote.charCodeAt(0).toString(16).toUpperCase()}`,
      letterList: [...letters].map((letter) => `\`${letter}\``).join(", "),
    },
    grader: {
      positives: listed(texts, [], isLiteral),
      negatives: listed(wrong, [], (text) => !isLiteral(text)),
      groups: bodies.slice(0, 12).map((one) => ({ text: quote + one + quote, named: { body: one } })),
    },
  };
};
