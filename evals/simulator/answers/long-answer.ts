// A long Markdown answer of always the same bytes, for benchmarks of whatever has to show it: about 32 kB with
// 14 fenced code blocks among prose, lists and tables.

const blockCount = 14;
const languages = ["typescript", "python", "go", "json", "bash", "sql", "rust"] as const;

export function longAnswer(): string {
  const chapters = Array.from({ length: blockCount }, (_, index) => chapter(index + 1));
  return `# A long simulated answer\n\nThis text has no meaning; it exists to be rendered.\n\n${chapters.join("\n\n")}\n`;
}

function chapter(number: number): string {
  const language = languages[(number - 1) % languages.length] ?? "typescript";
  return [
    `## ${number}. A part with code in ${language}`,
    `${paragraph(number)} It names \`value${number}\`, **something bold** and [a link](https://example.com/${number}).`,
    listOf(number),
    `\`\`\`${language}\n${code(language, number)}\n\`\`\``,
    tableOf(number),
    paragraph(number + blockCount),
  ].join("\n\n");
}

function paragraph(number: number): string {
  const subjects = ["The loop", "The cache", "This request", "A retry", "The parser"];
  const verbs = ["waits for", "replaces", "measures", "closes", "repeats"];
  const objects = [
    "the first token",
    "an open socket",
    "every block",
    "the last line",
    "its queue",
  ];
  return Array.from({ length: 7 }, (_, index) => {
    const at = number * 3 + index;
    const [subject, verb, object] = [subjects, verbs, objects].map(
      (words, list) => words[(at + list * index) % words.length],
    );
    return `${subject} ${verb} ${object} in step ${at}.`;
  }).join(" ");
}

function listOf(number: number): string {
  return [1, 2, 3]
    .map((item) => `- item ${number}.${item}: \`key_${item}\` is *kept* as it is`)
    .join("\n");
}

function tableOf(number: number): string {
  const rows = [1, 2, 3].map((row) => `| row ${row} | ${number * row} | \`${number}-${row}\` |`);
  return ["| name | value | code |", "|---|---:|---|", ...rows].join("\n");
}

function code(language: (typeof languages)[number], number: number): string {
  const lines = (write: (line: number) => string) =>
    Array.from({ length: 22 }, (_, index) => write(index + 1)).join("\n");
  switch (language) {
    case "typescript":
      return lines(
        (line) =>
          `export const value${line} = (input: number): number => input * ${line + number};`,
      );
    case "python":
      return lines(
        (line) => `def value_${line}(number: int) -> int: return number * ${line + number}`,
      );
    case "go":
      return lines(
        (line) =>
          `func Value${line}(number int) int { return number * ${line + number} } // doubled`,
      );
    case "json":
      return `{\n${lines((line) => `  "key_${line}": { "value": ${line * number}, "name": "entry ${line}" }${line < 22 ? "," : ""}`)}\n}`;
    case "bash":
      return lines(
        (line) => `echo "step ${line} of $TOTAL" && sleep 0 # part ${number}, line ${line}`,
      );
    case "sql":
      return lines(
        (line) => `SELECT id, name, ${line} AS position FROM part_${number} WHERE id = ${line};`,
      );
    case "rust":
      return lines(
        (line) => `pub fn value_${line}(number: u64) -> u64 { number * ${line + number} }`,
      );
  }
}
