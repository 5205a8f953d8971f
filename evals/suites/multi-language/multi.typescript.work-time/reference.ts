const units = new Map([
  ["w", 60 * {{dayHours}} * {{weekDays}}],
  ["d", 60 * {{dayHours}}],
  ["h", 60],
  ["m", 1],
]);

export function parseWorkTime(text: string): number | undefined {
  const part = /(0|[1-9][0-9]*)([wdhm])/y;
  let total = 0;
  let before = Infinity;
  while (part.lastIndex < text.length) {
    const [, digits = "", unit = ""] = part.exec(text) ?? [];
    const size = units.get(unit);
    if (size === undefined || digits.length > {{most}}) return undefined;
    const minutes = Number(digits) * size;
    if (size >= before || minutes >= before) return undefined;
    total += minutes;
    before = size;
  }
  return before === Infinity ? undefined : total;
}
