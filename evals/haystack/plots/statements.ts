// Ways in which files say that something has a property: `subject`'s `attribute` is `value`. Each stands among statements
// of the same kind about services nobody asks about.

import type { Passage } from "../passage.ts";
import { sentence } from "../shapes/documents.ts";
import { capital, type Words } from "../words.ts";

export type Value = string | number;

/** A property, written with spaces, and values for it. */
export type Attribute = { name: string; draw: (words: Words) => Value };

export type Statement = { subject: string; attribute: Attribute; value: Value };

export function stated(words: Words, statement: Statement): Passage {
  const { random } = words;
  const neighbours = words.times(3, 5, () => ({
    subject: words.service(),
    attribute: statement.attribute,
    value: statement.attribute.draw(words),
  }));
  const among = [...neighbours];
  among.splice(random.int(0, among.length), 0, statement);
  return random.pick(forms)(words, among);
}

type Form = (words: Words, statements: readonly Statement[]) => Passage;

const snake = (text: string) => text.replaceAll(" ", "_");
const nameOf = (statements: readonly Statement[]) => statements[0]?.attribute.name ?? "";

const forms: readonly Form[] = [
  (words, statements) => ({
    path: `config/${words.noun()}-${words.field()}.yaml`,
    text: `# Read once at start; changed by the ${words.noun()} team.\n${snake(nameOf(statements))}:\n${statements
      .map(({ subject, value }) => `  ${subject}: ${value}`)
      .join("\n")}`,
  }),
  (words, statements) => ({
    path: `docs/handbook/${words.noun()}-${words.field()}.md`,
    text: `## ${capital(nameOf(statements))}\n\n${sentence(words)}\n\n| service | ${nameOf(statements)} | asked for by |\n| --- | --- | --- |\n${statements
      .map(({ subject, value }) => `| ${subject} | ${value} | ${words.person()} |`)
      .join("\n")}`,
  }),
  (words, statements) => ({
    path: `logs/registry/${words.date()}.log`,
    text: statements
      .map(
        ({ subject, attribute, value }) =>
          `${words.time()} INFO  [registry] ${subject}: ${snake(attribute.name)}=${value} (source ${words.hex(6)})`,
      )
      .join("\n"),
  }),
  (words, statements) => ({
    path: `seeds/${words.noun()}_settings.sql`,
    text: `${statements
      .map(
        ({ subject, attribute, value }) =>
          `INSERT INTO settings (service, name, value) VALUES ('${subject}', '${snake(attribute.name)}', '${value}');`,
      )
      .join("\n")}`,
  }),
  (words, statements) => ({
    path: `services/${words.service()}/src/${snake(nameOf(statements)).replaceAll("_", "-")}s.ts`,
    text: `/** The ${nameOf(statements)} of every service this one calls. */\nexport const settings = {\n${statements
      .map(
        ({ subject, attribute, value }) =>
          `  "${subject}": { ${camel(attribute.name)}: ${JSON.stringify(value)} },`,
      )
      .join("\n")}\n} as const;`,
  }),
  (words, statements) => ({
    path: `notes/${words.date()}-${words.noun()}.md`,
    text: `Handover from ${words.person()}\n\n${statements
      .map(
        ({ subject, attribute, value }) =>
          `- For \`${subject}\` the ${attribute.name} is \`${value}\`. ${sentence(words)}`,
      )
      .join("\n")}`,
  }),
];

function camel(name: string): string {
  return name
    .split(" ")
    .map((word, at) => (at === 0 ? word : capital(word)))
    .join("");
}
