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
const stems = {
  ascii: ["Anna", "Bo", "Karl", "Mary", "Omar", "Ian", "Jo"],
  latin: ["Zoë", "Łukasz", "Østen", "Çelik", "Ángel", "Šárka", "Ğül", "Őri", "Ærøe"],
  far: ["Нина", "Юрий", "Ελένη", "Άρης", "Արմեն", "Жанна"],
};

export default ({ params, random }) => {
  const { most, joiner } = params;
  const particles = params.particles.split(" ");
  // By what the stems were made of, not by Unicode's tables.
  const uppers = new Set(Object.values(stems).flat().map((stem) => stem[0]).concat(..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"));
  const lowers = new Set(Object.values(stems).flat().flatMap((stem) => [...stem].slice(1)).concat(..."abcdefghijklmnopqrstuvwxyzé"));
  const isWord = (text) => {
    const [first, ...rest] = [...text];
    return rest.length > 0 && uppers.has(first) && rest.every((letter) => lowers.has(letter));
  };
  const isPart = (text) => {
    const words = [""];
    for (const letter of text) {
      if (letter === joiner || letter === "'" || letter === "’") words.push("");
      else words[words.length - 1] += letter;
    }
    return words.every(isWord);
  };
  const isName = (text) => {
    const parts = text.split(" ");
    return (
      parts.length >= 2 && parts.length <= most &&
      parts.every((part, at) => isPart(part) || (at > 0 && at < parts.length - 1 && particles.includes(part)))
    );
  };
  const part = (pool) =>
    random.int(0, 2) > 0 ? random.pick(pool) : `${random.pick(pool)}${random.pick([joiner, "'", "’"])}${random.pick(pool)}`;
  const name = (pool, count) =>
    Array.from({ length: count }, (_, at) =>
      at > 0 && at < count - 1 && random.int(0, 1) === 0 ? random.pick(particles) : part(pool),
    ).join(" ");
  const everybody = Object.values(stems).flat();
  const texts = [
    ...Array.from({ length: 10 }, () => name(stems.latin, random.int(2, most))),
    ...Array.from({ length: 10 }, () => name(stems.far, random.int(2, most))),
    ...Array.from({ length: 25 }, () => name(everybody, random.int(2, most))),
    "Bo’Jo Ian",
    `Ærøe ${particles[0]} Łukasz`,
    `Jo${joiner}Bo'Ian Нина`,
  ];
  const wrong = [
    name(everybody, most + 1),
    name(stems.ascii, most + 2),
    "Anna",
    "anna Karl",
    "Anna karl",
    "ANNA Karl",
    "нина Юрий",
    "AnnA Karl",
    "Anna  Karl",
    " Anna Karl",
    "Anna Karl ",
    "Anna\tKarl",
    `${particles[0]} Karl`,
    `Anna ${particles[1]}`,
    `Anna ${particles[0]} ${particles[1]}`,
    `Anna ${particles[0].toUpperCase()} Karl`,
    `Anna${joiner} Karl`,
    `Anna ${joiner}Karl`,
    `Anna${joiner}${joiner}Bo Karl`,
    `Anna${joiner}bo Karl`,
    "Anna_Bo Karl",
    "Ann4 Karl",
    "A Karl",
    "Anna K",
    "Anna K.",
    "Ʌ Karl",
    "",
    ...near(random, texts, [..."aZé '’·-", joiner], 25),
  ];
  const word = "\\p{Lu}\\p{Ll}+";
  return {
    values: {
      joinerCode: { "-": "U+002D", "·": "U+00B7" }[joiner],
      part: `${word}(?:[${joiner}'’]${word})*`,
      particleChoice: particles.join("|"),
      particleList: particles.map((particle) => `\`${particle}\``).join(", "),
      middle: most - 2,
      parts: most - 1,
    },
    grader: {
      positives: listed(texts, [], isName),
      negatives: listed(wrong, [], (text) => !isName(text)),
    },
  };
};
