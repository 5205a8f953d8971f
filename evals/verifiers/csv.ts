// Reads CSV as RFC 4180 writes it: commas, quotes doubled inside quotes, no blank lines.

export type Field = { value: string; isQuoted: boolean };
export type Csv = { rows: Field[][] } | { problem: string };

export function parseCsv(text: string): Csv {
  const content = text.replaceAll("\r\n", "\n").replace(/\n$/, "");
  if (content.trim() === "") return { problem: "empty" };
  const rows: Field[][] = [[]];
  let at = 0;
  for (;;) {
    const read = content[at] === '"' ? quotedField(content, at) : plainField(content, at);
    if ("problem" in read) return { problem: `row ${rows.length}: ${read.problem}` };
    rows.at(-1)?.push(read.field);
    at = read.end;
    if (at >= content.length) return { rows };
    if (content[at] === "\n") {
      if (rows.at(-1)?.length === 1 && rows.at(-1)?.[0]?.value.trim() === "") {
        return { problem: `row ${rows.length} is blank` };
      }
      rows.push([]);
    }
    at += 1;
  }
}

type Read = { field: Field; end: number } | { problem: string };

function plainField(text: string, start: number): Read {
  let end = start;
  while (end < text.length && text[end] !== "," && text[end] !== "\n") end += 1;
  const value = text.slice(start, end);
  if (value.includes('"')) return { problem: "a quote inside a field without quotes" };
  return { field: { value, isQuoted: false }, end };
}

function quotedField(text: string, start: number): Read {
  let end = start + 1;
  for (;;) {
    const quote = text.indexOf('"', end);
    if (quote < 0) return { problem: "a quote that is never closed" };
    if (text[quote + 1] === '"') {
      end = quote + 2;
      continue;
    }
    const next = text[quote + 1];
    if (next !== undefined && next !== "," && next !== "\n") {
      return { problem: "something behind a closing quote" };
    }
    const value = text.slice(start + 1, quote).replaceAll('""', '"');
    return { field: { value, isQuoted: true }, end: quote + 1 };
  }
}
