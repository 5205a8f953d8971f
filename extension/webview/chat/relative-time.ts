// How long ago something was, in the words of the page's language. Both times come in; it reads no clock.
import { shownLanguage } from "../language.ts";

const units = [
  ["year", 31_536_000_000],
  ["month", 2_592_000_000],
  ["week", 604_800_000],
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
] as const;

export function relativeTime(atMs: number, nowMs: number): string {
  const format = new Intl.RelativeTimeFormat(shownLanguage(), { numeric: "auto" });
  const agoMs = Math.max(0, nowMs - atMs);
  for (const [unit, lengthMs] of units) {
    if (agoMs >= lengthMs) return format.format(-Math.floor(agoMs / lengthMs), unit);
  }
  return format.format(0, "second");
}

export function exactTime(atMs: number): string {
  const format = new Intl.DateTimeFormat(shownLanguage(), {
    dateStyle: "medium",
    timeStyle: "short",
  });
  return format.format(atMs);
}
