export function buildOrder(needs: Record<string, string[]>): string[] | undefined {
  const missing = new Map<string, Set<string>>();
  for (const [name, list] of Object.entries(needs)) {
    missing.set(name, new Set(list));
    for (const need of list) if (!Object.hasOwn(needs, need)) missing.set(need, new Set());
  }
  const order: string[] = [];
  while (missing.size > 0) {
    const ready = [...missing.keys()].filter((name) => missing.get(name)?.size === 0);
    const next = ready.sort(byTurn)[0];
    if (next === undefined) return undefined;
    order.push(next);
    missing.delete(next);
    for (const names of missing.values()) names.delete(next);
  }
  return order;
}

function byTurn(left: string, right: string): number {
  const byLength = {{sign}} * (left.length - right.length);
  return byLength || (left < right ? -1 : 1);
}
