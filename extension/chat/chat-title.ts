// What a chat is called until somebody renames it: the beginning of its first question, as one short line. Pure.

const maxLength = 60;

export function questionTitle(question: string): string {
  const words = oneLine(question);
  if (words.length <= maxLength) return words;
  const cut = words.slice(0, maxLength - 1);
  const lastSpace = cut.lastIndexOf(" ");
  return `${whole(lastSpace > maxLength / 2 ? cut.slice(0, lastSpace) : cut).trimEnd()}…`;
}

/** As somebody wrote it by hand. */
export function givenTitle(title: string): string {
  return whole(oneLine(title).slice(0, 2 * maxLength));
}

/** A half of a surrogate pair at the end is no character. */
function whole(text: string): string {
  return text.replace(/[\uD800-\uDBFF]$/, "");
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
