const months = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const least = {{least}};
/** Days from Monday to the first day of a week. */
const first = {{offset}};

export function seasonWeek(date: string): string | undefined {
  const match = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(date);
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0] = match.slice(1).map(Number);
  if (year < 1601 || year > 2399 || month < 1 || month > 12) return undefined;
  if (day < 1 || day > daysIn(year, month)) return undefined;
  let number = newYear(year) + day - 1;
  for (let before = 1; before < month; before += 1) number += daysIn(year, before);
  const inWeek = (number + 7 - first) % 7;
  const pivot = number - inWeek + 7 - least;
  const owner = pivot < newYear(year) ? year - 1 : pivot < newYear(year + 1) ? year : year + 1;
  const week = Math.floor((pivot - newYear(owner)) / 7) + 1;
  return `${owner}-W${String(week).padStart(2, "0")}-${inWeek + 1}`;
}

function daysIn(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return (months[month - 1] ?? 0) + (month === 2 && isLeap ? 1 : 0);
}

/** Days from 0001-01-01, a Monday, to the year's first day. */
function newYear(year: number): number {
  const past = year - 1;
  return past * 365 + Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400);
}
