// Patterns in which `*` stands for any text, also none. A pattern covers the whole text or does not match.

/** Names are shorter; what clients send is not. */
const longestText = 1_000;

/** Linear in the text for any pattern: the pieces between the stars are found one after the other, never again. */
export function matchesWildcard(pattern: string, text: string): boolean {
  if (!pattern.includes("*")) return pattern === text;
  if (text.length > longestText) return false;
  const pieces = pattern.split("*");
  // A pattern with a star splits into two pieces at least.
  const first = pieces.shift() ?? "";
  const last = pieces.pop() ?? "";
  if (text.length < first.length + last.length) return false;
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  const end = text.length - last.length;
  let from = first.length;
  for (const piece of pieces) {
    const at = text.indexOf(piece, from);
    if (at === -1 || at + piece.length > end) return false;
    from = at + piece.length;
  }
  return true;
}
