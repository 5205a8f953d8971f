// Code-like text of any length, written from a seed: what prompts of a load test are cut from. Real code repeats itself
// less than random words and more than random tokens, which is what a server's speed depends on.
import type { Random } from "../random.ts";

const verbs = [
  "load",
  "merge",
  "rank",
  "split",
  "trim",
  "count",
  "group",
  "check",
  "store",
  "parse",
];
const nouns = [
  "invoice",
  "parcel",
  "ticket",
  "sensor",
  "recipe",
  "voyage",
  "ledger",
  "signal",
  "permit",
  "harvest",
  "cluster",
  "segment",
];
const fields = [
  "total",
  "weight",
  "owner",
  "status",
  "label",
  "region",
  "height",
  "started",
  "rate",
];

type Words = {
  verb: string;
  noun: string;
  other: string;
  field: string;
  second: string;
  n: number;
};

const templates: readonly ((words: Words) => string)[] = [
  ({ verb, noun, field, second, n }) =>
    `export function ${verb}${capital(noun)}(${noun}s: ${capital(noun)}[], limit = ${n}) {\n` +
    `  const kept = ${noun}s.filter((${noun}) => ${noun}.${field} !== undefined);\n` +
    `  kept.sort((left, right) => left.${second} - right.${second});\n` +
    `  return kept.slice(0, limit);\n}\n`,
  ({ verb, noun, other, field, n }) =>
    `def ${verb}_${noun}(${noun}s, ${other}):\n` +
    `    """Return every ${noun} whose ${field} exceeds that of the ${other}."""\n` +
    `    threshold = ${other}.${field} * ${n}\n` +
    `    return [item for item in ${noun}s if item.${field} > threshold]\n`,
  ({ noun, other, field, second, n }) =>
    `SELECT ${other}.${field}, count(*) AS ${noun}s, avg(${noun}.${second})\n` +
    `FROM ${noun} JOIN ${other} ON ${other}.id = ${noun}.${other}_id\n` +
    `WHERE ${noun}.${second} > ${n} GROUP BY ${other}.${field} ORDER BY 2 DESC;\n`,
  ({ verb, noun, field, second, n }) =>
    `func (s *${capital(noun)}Store) ${capital(verb)}(ctx context.Context, ${field} int) error {\n` +
    `\tif ${field} > ${n} {\n\t\treturn fmt.Errorf("${noun} ${field} %d is out of range", ${field})\n\t}\n` +
    `\treturn s.${second}.Update(ctx, ${field})\n}\n`,
  ({ verb, noun, other, field, n }) =>
    `// Each ${noun} belongs to one ${other}; the ${field} is kept for ${n} days and then dropped.\n` +
    `const ${verb}d${capital(noun)}s = new Map<string, ${capital(other)}>();\n`,
];

/** At least so many characters, the same for the same draws. */
export function codeLikeText(characters: number, random: Random): string {
  let text = "";
  while (text.length < characters) {
    const words: Words = {
      verb: random.pick(verbs),
      noun: random.pick(nouns),
      other: random.pick(nouns),
      field: random.pick(fields),
      second: random.pick(fields),
      n: random.int(2, 999),
    };
    text += `${random.pick(templates)(words)}\n`;
  }
  return text;
}

/** A line that no other draw gives: nine words out of thirty are 44 bits. */
export function newComment(random: Random): string {
  const words = [...verbs, ...nouns, ...fields];
  return `// ${Array.from({ length: 9 }, () => random.pick(words)).join(" ")}`;
}

function capital(word: string): string {
  return `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;
}
