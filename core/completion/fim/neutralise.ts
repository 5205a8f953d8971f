// Keeps a model's special tokens out of what comes from files: a token written out in somebody's code would end the prefix
// or the answer. Breaks such tokens up and mends them again in what the model has copied. Knows no family.

/**
 * Stands behind the first character of a broken token. Tokenizers look for special tokens as exact runs of characters,
 * before anything else is split or merged, so one more character inside keeps the token from being found. The character
 * has to last: SentencePiece's normalization turns zero-width spaces and joiners into spaces, and NFKC folds
 * look-alikes, but neither touches a character of private use. A model can copy it, byte by byte if need be, and hardly
 * any file has it at such a place.
 */
export const breaker = "\ue0ff";

/** Breaks up every special token; text without any comes back as it is, and so does text that was neutralised before. */
export function neutralise(text: string, specials: readonly string[]): string {
  return text.replace(patternsOf(specials).intact, (first) => first + breaker);
}

/**
 * Mends what `neutralise` has broken, also where the text begins or ends in the middle of a token, as the answer of a
 * model may. A file that has a broken token of its own gets a mended one: the price of neutralising twice being safe.
 */
export function restore(text: string, specials: readonly string[]): string {
  return text.includes(breaker) ? text.replace(patternsOf(specials).broken, "") : text;
}

export function hasSpecial(text: string, specials: readonly string[]): boolean {
  return text.search(patternsOf(specials).intact) >= 0;
}

type Patterns = { intact: RegExp; broken: RegExp };

const nothing = /(?!)/g;
const patternsOfList = new WeakMap<readonly string[], Patterns>();

/** Kept for each list, because every keystroke asks again. */
function patternsOf(specials: readonly string[]): Patterns {
  const known = patternsOfList.get(specials);
  if (known !== undefined) return known;
  const patterns = specials.length === 0 ? { intact: nothing, broken: nothing } : compile(specials);
  patternsOfList.set(specials, patterns);
  return patterns;
}

/** Only the first character is matched and the rest looked at, so that tokens inside tokens are found as well. */
function compile(specials: readonly string[]): Patterns {
  const split = specials.map((special) => ({
    first: escaped(special.slice(0, 1)),
    rest: [...special.slice(1)].map(escaped),
  }));
  const intact = split.map(({ first, rest }) => `${first}(?=${rest.join("")})`);
  const broken = split.map(({ first, rest }) => `(?<=^|${first})${breaker}(?=${cut(rest)})`);
  return { intact: new RegExp(intact.join("|"), "g"), broken: new RegExp(broken.join("|"), "g") };
}

/** The characters in turn, or as many of them as there are before the text ends; each may itself be followed by a breaker. */
function cut(rest: readonly string[]): string {
  return rest.reduceRight((behind, character) => `(?:$|${character}${breaker}?${behind})`, "");
}

function escaped(character: string): string {
  return character.replace(/[\\^$.*+?()[\]{}|/-]/, "\\$&");
}
