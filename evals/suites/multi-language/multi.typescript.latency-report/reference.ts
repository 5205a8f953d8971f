export function latencyReport(lines: string[]): Record<string, number[]> {
  const durations = new Map<string, number[]>();
  for (const line of lines) {
    const at = line.lastIndexOf("{{mark}}");
    const match = /^([0-9]{1,9})(ms|s)$/.exec(line.slice(at + 1));
    if (at < 1 || match === null) continue;
    const name = line.slice(0, at);
    const list = durations.get(name) ?? [];
    durations.set(name, list);
    list.push(Number(match[1]) * (match[2] === "ms" ? 1 : 1000));
  }
  const often = [...durations].filter(([, list]) => list.length >= {{fewest}});
  return Object.fromEntries(often.map(([name, list]) => [name, summary(list.sort((left, right) => left - right))]));
}

function summary(sorted: number[]): number[] {
  const count = sorted.length;
  const at = (index: number) => sorted[index] ?? NaN;
  const median = (at((count - 1) >> 1) + at(count >> 1)) / 2;
  const nearest = at(Math.ceil(({{rank}} * count) / 100) - 1);
  return [median, nearest, sorted.reduce((sum, value) => sum + value, 0) / count];
}
