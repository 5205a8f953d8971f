// What a chat is called until somebody renames it: the beginning of its first question, as one short line. Pure.

const maxLength = 60;

export function questionTitle(question: string): string {
  const words = oneLine(question);
  if (words.length <= maxLength) return words;
  const cut = words.slice(0, maxLength - 1);
  const lastSpace = cut.lastIndexOf(" ");
  // A half of a surrogate pair is no character.
  const whole = (lastSpace > maxLength / 2 ? cut.slice(0, lastSpace) : cut).replace(
    /[\uD800-\uDBFF]$/,
    "",
  );
  return `${whole.trimEnd()}…`;
}

/** As somebody wrote it by hand. */
export function givenTitle(title: string): string {
  return oneLine(title).slice(0, 2 * maxLength);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
