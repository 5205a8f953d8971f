// How alike two texts are. Knows nothing of code.

/** 1 - Levenshtein distance / length of the longer text; 1 for two empty texts. */
export function editSimilarity(left: string, right: string): number {
  const longer = Math.max(left.length, right.length);
  return longer === 0 ? 1 : 1 - levenshtein(left, right) / longer;
}

/** The same but for white space: other breaks and indentation, not other words. */
export function isSameButForSpace(left: string, right: string): boolean {
  return squeezed(left) === squeezed(right);
}

function squeezed(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

function levenshtein(left: string, right: string): number {
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const replaced = (previous[column - 1] ?? 0) + (left[row - 1] === right[column - 1] ? 0 : 1);
      const removed = (previous[column] ?? 0) + 1;
      const added = (current[column - 1] ?? 0) + 1;
      current.push(Math.min(replaced, removed, added));
    }
    previous = current;
  }
  return previous[right.length] ?? 0;
}
