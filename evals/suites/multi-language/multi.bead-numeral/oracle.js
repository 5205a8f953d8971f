// Writes every number there is and looks the text up.
export default ({ params, random }) => {
  const { base, symbols } = params;
  const signs = [...symbols];
  const write = (number) => {
    let text = "";
    for (let at = 4; at >= 0; at -= 1) {
      const digit = Math.floor(number / base ** at) % base;
      text += digit === base - 1 && at < 4 ? signs[at] + signs[at + 1] : signs[at].repeat(digit);
    }
    return text;
  };
  const all = new Map();
  for (let number = 1; number < base ** 5; number += 1) all.set(write(number), number);
  const [s0, s1, s2, s3, s4] = signs;
  const any = () => write(random.int(1, base ** 5 - 1));
  const texts = [
    ["one", s0],
    ["two or its other form", write(2)],
    ["first exception", write(base - 1)],
    ["written out instead", s0.repeat(base - 1)],
    ["too often", s0.repeat(base)],
    ["base", s1],
    ["base and one", s1 + s0],
    ["ascending by two", s0 + s2],
    ["two less", s0 + s0 + s1],
    ["all signs", s4 + s3 + s2 + s1 + s0],
    ["wrong way round", s0 + s1 + s2],
    ["all exceptions", write(base ** 5 - 1)],
    ["greatest sign alone", s4.repeat(base - 1)],
    ["greatest sign too often", s4.repeat(base)],
    ["greatest sign behind a smaller one", write(base ** 4 - base ** 3)],
    ["exception behind its own greater sign", s1 + s0 + s1],
    ["exception within an exception", write(base * base - 1)],
    ["exception before the same sign", s0 + s1 + s0],
    ["smaller before greater", s0 + s1 + s1],
    ["empty", ""],
    ["other case", any().replace(/./g, (sign) => (sign === sign.toLowerCase() ? sign.toUpperCase() : sign.toLowerCase()))],
    ["unknown sign", `${s2}?`],
    ["space", ` ${s2}`],
    ["space behind", `${s2}${s0} `],
    ["sign from elsewhere", `${s3}\u00e9`],
    ["digits", "12"],
    ...Array.from({ length: 6 }, (_, at) => [`some number ${at + 1}`, any()]),
    ...Array.from({ length: 6 }, (_, at) => [`some signs ${at + 1}`, random.shuffle([...any()]).join("")]),
  ];
  return {
    values: { listed: signs.map((sign) => `\`${sign}\``).join(", "), top: base - 1 },
    grader: {
      tests: texts.map(([name, text]) => ({ name, args: [text], expected: all.get(text) ?? null })),
    },
  };
};
