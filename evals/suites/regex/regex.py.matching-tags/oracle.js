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

export default ({ params, random }) => {
  const { slash, longest } = params;
  const [open, close] = params.brackets;
  const isName = (text) =>
    text.length >= 1 && text.length <= longest && letters.includes(text[0]) &&
    [...text].every((one) => letters.includes(one) || (one >= "0" && one <= "9"));
  const isAttribute = (text) => {
    const at = text.indexOf("=");
    const value = text.slice(at + 1);
    return (
      at > 0 && isName(text.slice(0, at)) && value.length >= 2 && value.startsWith('"') && value.endsWith('"') &&
      !value.slice(1, -1).includes('"')
    );
  };
  // Attributes are taken off one by one: their values may hold spaces.
  const areAttributes = (text) => {
    let rest = text;
    while (rest !== "") {
      const from = rest.indexOf('"');
      const to = rest.indexOf('"', from + 1);
      if (rest[0] !== " " || from < 0 || to < 0 || !isAttribute(rest.slice(1, to + 1))) return false;
      rest = rest.slice(to + 1);
    }
    return true;
  };
  const isElement = (text) => {
    if (text.includes("\n") || !text.startsWith(open) || !text.endsWith(close)) return false;
    const [head, tail, ...more] = text.slice(1, -1).split(close);
    if (tail === undefined || more.length > 0) return false;
    const [content, end, ...others] = tail.split(open);
    if (end === undefined || others.length > 0 || head.includes(open)) return false;
    const at = head.indexOf(" ");
    const name = at < 0 ? head : head.slice(0, at);
    return isName(name) && end === slash + name && areAttributes(at < 0 ? "" : head.slice(at));
  };
  const name = (length = random.int(1, 5)) =>
    random.pick(letters) + Array.from({ length: length - 1 }, () => random.pick([...letters, "1", "7"])).join("");
  const attribute = () => ` ${name()}="${random.pick(["", "x", "a b", "é=1", "/", "it's"])}"`;
  const write = ({ name: n, content, attributes = "" }) => `${open}${n}${attributes}${close}${content}${open}${slash}${n}${close}`;
  const elements = Array.from({ length: 40 }, (_, at) => ({
    name: at === 0 ? name(longest) : name(),
    content: random.pick(["", " ", "text", "two words", "a=\"b\"", "é", slash, "x  y"]),
    attributes: Array.from({ length: random.int(0, 3) }, attribute).join(""),
  }));
  const texts = elements.map(write);
  const n = name(3);
  const tag = (inside) => open + inside + close;
  const end = tag(slash + n);
  const wrong = [
    "", tag(n), end, `${tag(n)}x`, `x${end}`, `${tag(n)}x${tag(n)}`, `${tag(n)}x${tag(slash)}`,
    `${tag(n)}x${tag(`${slash}${n}q`)}`, `${tag(`${n}q`)}x${end}`, `${tag(n)}x${tag(`${slash}q`)}`,
    `${tag(name(longest + 1))}x${end}`, write({ name: name(longest + 1), content: "x" }), write({ name: "Ab", content: "x" }),
    write({ name: "7a", content: "x" }), write({ name: "", content: "x" }), write({ name: "a-b", content: "x" }),
    `${tag(`${n} `)}x${end}`, `${tag(` ${n}`)}x${end}`, `${tag(`${n}  a="b"`)}x${end}`, `${tag(`${n} a = "b"`)}x${end}`,
    `${tag(`${n} a=b`)}x${end}`, `${tag(`${n} a='b'`)}x${end}`, `${tag(`${n} a="b""`)}x${end}`, `${tag(`${n} a="b"c="d"`)}x${end}`,
    `${tag(`${n} a`)}x${end}`, `${tag(`${n} ${name(longest + 1)}="b"`)}x${end}`, `${tag(`${n} A="b"`)}x${end}`,
    `${tag(`${n} a="${open}"`)}x${end}`, `${tag(`${n} a="${close}"`)}x${end}`,
    `${tag(n)}a${open}b${end}`, `${tag(n)}a${close}b${end}`, `${tag(n)}a${tag("b")}c${end}`, `${tag(n)}a\nb${end}`,
    `${tag(n)}x${end}\n`, ` ${tag(n)}x${end}`, `${tag(n)}x${open}${slash} ${n}${close}`, `${tag(n)}x${end}${tag(n)}x${end}`,
    ...near(random, texts, [..."a1 =\"", open, close, slash], 25),
  ];
  const pattern = (bracket) => (bracket === "<" || bracket === ">" ? bracket : `\\${bracket}`);
  return {
    values: {
      open,
      close,
      openPattern: pattern(open),
      closePattern: pattern(close),
      openClass: pattern(open),
      closeClass: pattern(close),
      fewer: longest - 1,
      tooLong: longest + 1,
    },
    grader: {
      positives: listed(texts, [], isElement),
      negatives: listed(wrong, [], (text) => !isElement(text)),
      groups: elements.slice(0, 12).map((one) => ({ text: write(one), named: { name: one.name, content: one.content } })),
    },
  };
};
