// Texts near the given ones; the alphabet makes the mistakes plausible.
const near = (random, texts, alphabet, count) =>
  Array.from({ length: count }, () => {
    const characters = [...random.pick(texts)];
    const at = random.int(0, characters.length);
    const kind = random.int(0, 3);
    if (kind === 0) characters.splice(at, 1);
    else if (kind === 1) characters.splice(at, 0, random.pick(alphabet));
    else if (kind === 2) characters.splice(at, 1, random.pick(alphabet));
    else characters.splice(at, 2, ...characters.slice(at, at + 2).reverse());
    return characters.join("");
  });
// Different texts, none of them shown in the prompt, that are what their list says.
const listed = (texts, shown, isWanted) =>
  [...new Set(texts)].filter((text) => !shown.includes(text) && isWanted(text));
const two = (value) => `${value}`.padStart(2, "0");
const lengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const layouts = { ymd: ["year", "month", "day"], dmy: ["day", "month", "year"], mdy: ["month", "day", "year"] };
const shapes = { year: "YYYY", month: "MM", day: "DD" };

export default ({ params, random }) => {
  const { separator, century } = params;
  const order = layouts[params.order];
  const s = separator === "-" ? "-" : `\\${separator}`;
  const firstYear = century * 100;
  const lastYear = firstYear + 199;
  const write = (date) => order.map((part) => date[part]).join(separator);
  const shown = write({ year: `${firstYear + 124}`, month: "07", day: "19" });

  const isDate = (text) => {
    const pieces = text.split(separator);
    if (pieces.length !== 3) return false;
    const date = Object.fromEntries(order.map((part, at) => [part, pieces[at]]));
    const digits = (piece, count) => piece.length === count && [...piece].every((d) => d >= "0" && d <= "9");
    if (!digits(date.year, 4) || !digits(date.month, 2) || !digits(date.day, 2)) return false;
    const [year, month, day] = [Number(date.year), Number(date.month), Number(date.day)];
    return year >= firstYear && year <= lastYear && month >= 1 && month <= 12 && day >= 1 && day <= lengths[month - 1];
  };

  const dates = [];
  for (let month = 1; month <= 12; month += 1) {
    for (const day of [1, lengths[month - 1], random.int(2, 28)]) {
      dates.push({ year: `${random.int(firstYear, lastYear)}`, month: two(month), day: two(day) });
    }
  }
  dates.push({ year: `${firstYear}`, month: "01", day: "10" }, { year: `${lastYear}`, month: "12", day: "20" });
  const texts = dates.map(write);
  const year = `${firstYear + 57}`;
  const wrong = [
    ...lengths.map((length, at) => write({ year, month: two(at + 1), day: two(length + 1) })),
    write({ year, month: "02", day: "31" }),
    write({ year, month: "00", day: "11" }),
    write({ year, month: "13", day: "11" }),
    write({ year, month: "11", day: "00" }),
    write({ year: `${firstYear - 1}`, month: "11", day: "11" }),
    write({ year: `${lastYear + 1}`, month: "11", day: "11" }),
    write({ year: year.slice(2), month: "11", day: "11" }),
    write({ year, month: "1", day: "11" }),
    texts[3].replaceAll(separator, "_"),
    texts[4].replaceAll(separator, ""),
    `${texts[5]} `,
    ` ${texts[6]}`,
    "",
    ...near(random, texts, [..."0123456789-/. "], 30),
  ];
  const patterns = {
    year: `(?<year>(?:${century}|${century + 1})\\d\\d)`,
    month: "(?<month>0[1-9]|1[0-2])",
    day: "(?<day>0[1-9]|[12]\\d|3[01])",
  };
  const written = (dict, between) => order.map((part) => dict[part]).join(between);
  const guard = (month, day) => written({ year: "\\d{4}", month, day }, s);
  return {
    values: {
      layout: `\`${order.map((part) => shapes[part]).join(separator)}\``,
      shown,
      firstYear,
      lastYear,
      parts: written(patterns, s),
      looseParts: written(patterns, "[-/._]"),
      anyYear: written({ ...patterns, year: "(?<year>\\d{4})" }, s),
      unnamed: written(patterns, s).replaceAll(/\?<\w+>/g, ""),
      shortMonths: guard("(?:0[469]|11|02)", "31"),
      february: guard("02", "30"),
    },
    grader: {
      positives: listed(texts, [shown], isDate),
      negatives: listed(wrong, [shown], (text) => !isDate(text)),
      groups: dates.slice(0, 6).map((date) => ({ text: write(date), named: date })),
    },
  };
};
