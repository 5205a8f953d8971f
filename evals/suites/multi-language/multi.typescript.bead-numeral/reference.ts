const signs = "{{symbols}}";
const base = {{base}};

export function readNumeral(text: string): number | undefined {
  let value = 0;
  let rest = text;
  for (let at = signs.length - 1; at >= 0; at -= 1) {
    const digit = digitAt(rest, at);
    value = value * base + digit.count;
    rest = rest.slice(digit.length);
  }
  return rest === "" && value > 0 ? value : undefined;
}

function digitAt(text: string, at: number): { count: number; length: number } {
  const sign = signs.charAt(at);
  const isGreatest = at === signs.length - 1;
  if (!isGreatest && text.startsWith(sign + signs.charAt(at + 1))) return { count: base - 1, length: 2 };
  const most = isGreatest ? base - 1 : base - 2;
  let count = 0;
  while (count < most && text.charAt(count) === sign) count += 1;
  return { count, length: count };
}
