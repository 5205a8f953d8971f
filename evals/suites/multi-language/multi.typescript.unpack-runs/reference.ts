const escape = "{{escape}}";
const mark = "{{mark}}";

export function unpackRuns(text: string): string | undefined {
  const points = Array.from(text);
  let original = "";
  let at = 0;
  while (at < points.length) {
    const point = points[at++];
    if (point !== escape) {
      original += point;
      continue;
    }
    if (points[at] === escape) {
      original += escape;
      at += 1;
      continue;
    }
    let digits = "";
    while (/^[0-9]$/.test(points[at] ?? "")) digits += points[at++];
    const count = Number(digits);
    const character = points[at + 1];
    const isValid = digits !== "" && !digits.startsWith("0") && count >= {{fewest}} && count <= {{most}};
    if (!isValid || points[at] !== mark || character === undefined) return undefined;
    original += character.repeat(count);
    at += 2;
  }
  return original;
}
