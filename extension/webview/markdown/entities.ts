// Turns the character references that Markdown allows in text (`&amp;`, `&#39;`, `&rarr;`) into characters.
// It knows the few names that models write; an unknown name stays as it was typed.

const named: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: "\u00a0",
  copy: "©",
  hellip: "…",
  mdash: "—",
  ndash: "–",
  rarr: "→",
  larr: "←",
  harr: "↔",
  times: "×",
  le: "≤",
  ge: "≥",
  ne: "≠",
  infin: "∞",
  middot: "·",
  bull: "•",
  check: "✓",
};

const maxCodePoint = 0x10ffff;

export function decodeEntities(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(
    /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z]{2,8}));/g,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return Object.hasOwn(named, name) ? (named[name] ?? whole) : whole;
      return fromCodePoint(decimal ? Number.parseInt(decimal, 10) : Number.parseInt(hex ?? "", 16));
    },
  );
}

/** As CommonMark asks: what is no character becomes the replacement character. */
function fromCodePoint(codePoint: number): string {
  const isSurrogate = codePoint >= 0xd800 && codePoint <= 0xdfff;
  if (codePoint === 0 || codePoint > maxCodePoint || isSurrogate) return "\ufffd";
  return String.fromCodePoint(codePoint);
}
