// Reads the text with one pattern; what a part may come to is looked up in a table.
export default ({ params, random }) => {
  const { dayHours, weekDays, most } = params;
  const size = { w: 60 * dayHours * weekDays, d: 60 * dayHours, h: 60, m: 1 };
  const shape = new RegExp(["w", "d", "h", "m"].map((unit) => `(?:(0|[1-9][0-9]{0,${most - 1}})${unit})?`).join(""));
  const parse = (text) => {
    const match = shape.exec(text);
    if (text === "" || match[0] !== text) return null;
    let total = 0;
    let before = Infinity;
    for (const [at, unit] of ["w", "d", "h", "m"].entries()) {
      if (match[at + 1] === undefined) continue;
      const minutes = Number(match[at + 1]) * size[unit];
      if (minutes >= before) return null;
      total += minutes;
      before = size[unit];
    }
    return total;
  };
  const nines = "9".repeat(most);
  const some = () => random.int(1, 9);
  const week = dayHours * weekDays;
  const texts = [
    ["minutes", `${random.int(10, 59)}m`],
    ["hours and minutes", `${some()}h${random.int(1, 59)}m`],
    ["a day", "1d"],
    ["a week", `${some()}w`],
    ["all units", `${some()}w${weekDays - 1}d${dayHours - 1}h59m`],
    ["left out in between", `${some()}w${random.int(1, 59)}m`],
    ["many minutes alone", `${nines}m`],
    ["many days alone", `${nines}d`],
    ["zero", "0m"],
    ["zeros", "0w0d0h0m"],
    ["zero behind something", `${some()}d0m`],
    ["empty", ""],
    ["an hour too many minutes", "1h60m"],
    ["a day of hours", `1d${dayHours}h`],
    ["a day of hours less one", `1d${dayHours - 1}h`],
    ["a week of days", `2w${weekDays}d`],
    ["a week of hours", `1w${week}h`],
    ["a week of hours less one", `1w${week - 1}h`],
    ["a day of minutes", `3d${dayHours * 60}m`],
    ["a day of minutes less one", `3d${dayHours * 60 - 1}m`],
    ["wrong order", "5m2h"],
    ["wrong order, nothing", "5m0h"],
    ["twice", "2h2h"],
    ["twice, nothing", "2h0h"],
    ["leading zero", "1h05m"],
    ["two zeros", "00m"],
    ["too many digits", `1${"0".repeat(most)}m`],
    ["no unit", "90"],
    ["no number", "h"],
    ["unit without number", "1dh"],
    ["number at the end", "1h30"],
    ["space", "1h 30m"],
    ["space in front", " 1h"],
    ["sign", "-5m"],
    ["upper case", "3H"],
    ["unknown unit", "3s"],
    ["fraction", "1.5h"],
    ["line end", "5m\n"],
    ["other digits", "٣h"],
    ["full width digit", "1h５m"],
  ];
  return {
    grader: { tests: texts.map(([name, text]) => ({ name, args: [text], expected: parse(text) })) },
  };
};
