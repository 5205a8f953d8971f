// Walks from one first week to the next instead of computing a pivot day; days are counted from 1600-01-01, a Saturday.
export default ({ params, random }) => {
  const { first, least } = params;
  const names = ["Saturday", "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday"];
  const offset = names.indexOf(first);
  const isLeap = (year) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const lengths = (year) => [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  const newYear = (year) => {
    const past = year - 1600;
    return past * 365 + Math.ceil(past / 4) - Math.ceil(past / 100) + Math.ceil(past / 400);
  };
  /** The day on which week 1 of the year begins. */
  const opening = (year) => {
    let day = newYear(year) - 6;
    while ((((day - offset) % 7) + 7) % 7 !== 0) day += 1;
    const inYear = 7 - Math.max(0, newYear(year) - day);
    return inYear >= least ? day : day + 7;
  };
  const week = (text) => {
    const match = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(text);
    if (match === null) return null;
    const [year, month, date] = match.slice(1).map(Number);
    if (year < 1601 || year > 2399 || month < 1 || month > 12) return null;
    if (date < 1 || date > lengths(year)[month - 1]) return null;
    const before = lengths(year).slice(0, month - 1).reduce((sum, days) => sum + days, 0);
    const day = newYear(year) + before + date - 1;
    const owner = [year + 1, year, year - 1].find((candidate) => opening(candidate) <= day);
    const days = day - opening(owner);
    const two = (number) => String(number).padStart(2, "0");
    return `${owner}-W${two(Math.floor(days / 7) + 1)}-${(days % 7) + 1}`;
  };
  const two = (number) => String(number).padStart(2, "0");
  const any = () => `${random.int(1601, 2399)}-${two(random.int(1, 12))}-${two(random.int(1, 28))}`;
  const years = random.shuffle([2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026, 2027, 2028]);
  const belongsTo = (day, by) => years.filter((year) => week(`${year}-${day}`).startsWith(`${year + by}`))[0];
  const dates = [
    ["in the year before", `${belongsTo("01-01", -1)}-01-01`],
    ["in the year after", `${belongsTo("12-31", 1)}-12-31`],
    ["the anchor", "2024-01-01"],
    ["leap day", "2024-02-29"],
    ["day after a leap day", "2028-03-01"],
    ["no leap day", "2023-02-29"],
    ["no leap day in 1900", "1900-02-29"],
    ["leap day in 2000", "2000-02-29"],
    ["day after February 1900", "1900-03-01"],
    ["first day", "1601-01-01"],
    ["last day", "2399-12-31"],
    ["too early", "1600-12-31"],
    ["too late", "2400-01-01"],
    ["month 0", "2024-00-10"],
    ["month 13", "2024-13-10"],
    ["day 0", "2024-05-00"],
    ["April 31", "2024-04-31"],
    ["June 30", "2024-06-30"],
    ["day 32", "2024-01-32"],
    ["one digit", "2024-1-05"],
    ["short year", "824-01-05"],
    ["five digits", "12024-01-05"],
    ["wrong separators", "2024/01/05"],
    ["space behind", "2024-01-05 "],
    ["line end", "2024-01-05\n"],
    ["empty", ""],
    ["sign", "2024--1-05"],
    ["plus", "+024-01-05"],
    ["other digits", "２０２４-01-05"],
    ["letters", "2024-0a-05"],
    ...years.slice(0, 7).flatMap((year) => [
      [`start of ${year}`, `${year}-01-0${random.int(1, 7)}`],
      [`end of ${year}`, `${year}-12-${random.int(25, 31)}`],
    ]),
    ...years.slice(7, 10).flatMap((year) => [
      [`new year ${year}`, `${year}-01-01`],
      [`new year's eve ${year}`, `${year}-12-31`],
    ]),
    ...Array.from({ length: 8 }, (_, at) => [`some day ${at + 1}`, any()]),
  ];
  return {
    values: { offset: (offset + 5) % 7 },
    grader: { tests: dates.map(([name, text]) => ({ name, args: [text], expected: week(text) })) },
  };
};
