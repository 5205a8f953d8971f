// Reads how long something lasts as people write it: `90d`, `24h`, or a date. Knows no clock and no key.

const unitMs = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;
const longestMs = 36_500 * unitMs.d;

/** `30m`, `24h`, `90d`, `12w`; 0 stands without a unit. Undefined when it is nothing of the kind or over a century. */
export function durationMs(text: string): number | undefined {
  if (text.trim() === "0") return 0;
  const [, digits, unit] = /^(\d{1,9})\s*([mhdw])$/.exec(text.trim()) ?? [];
  if (digits === undefined || unit === undefined) return undefined;
  // The expression lets no other unit through.
  const ms = Number(digits) * unitMs[unit as keyof typeof unitMs];
  return ms <= longestMs ? ms : undefined;
}

/** A duration from now, the last moment of a day (`2027-03-31`, in UTC), or an instant (`2027-03-31T12:00Z`). */
export function expiryOf(text: string, now: number): number | undefined {
  const duration = durationMs(text);
  if (duration !== undefined) return duration === 0 ? undefined : now + duration;
  const at = instantOf(text.trim());
  return at !== undefined && at > now && at - now <= longestMs ? at : undefined;
}

const day = /^\d{4}-\d\d-\d\d$/;
/** With its offset from UTC: a time that depends on where it is read is no time. */
const instant = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)$/;

function instantOf(text: string): number | undefined {
  if (day.test(text)) return isRealDay(text) ? Date.parse(text) + unitMs.d : undefined;
  const [, itsDay] = instant.exec(text) ?? [];
  if (itsDay === undefined || !isRealDay(itsDay)) return undefined;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : at;
}

/** `2027-02-30` would become March. */
function isRealDay(text: string): boolean {
  const at = Date.parse(text);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}
