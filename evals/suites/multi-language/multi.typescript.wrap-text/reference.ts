const mark = "{{mark}}";
const least = {{least}};

export function wrapText(text: string, width: number): string[] {
  const lines: string[] = [];
  let line: string[] = [];
  for (const word of text.split(" ")) {
    let points = Array.from(word);
    if (points.length === 0) continue;
    if (line.length > 0 && line.length + 1 + points.length <= width) {
      line.push(" ", ...points);
      continue;
    }
    if (line.length > 0) lines.push(line.join(""));
    while (points.length > width) {
      const end = Math.min(width - 1, points.length - least);
      lines.push(points.slice(0, end).join("") + mark);
      points = points.slice(end);
    }
    line = points;
  }
  if (line.length > 0) lines.push(line.join(""));
  return lines;
}
