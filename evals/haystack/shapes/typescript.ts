// Filler: a TypeScript module of a service that does not exist.
import type { Passage } from "../passage.ts";
import { capital, type Words } from "../words.ts";

export function typescriptModule(words: Words): Passage {
  const { random } = words;
  const subject = words.noun();
  const kind = capital(subject);
  const head = `import { ${words.camel()} } from "../${words.noun()}/${words.noun()}.ts";\n\n`;
  const shape = `export type ${kind} = {\n  id: string;\n${words
    .times(
      2,
      4,
      () =>
        `  ${words.field()}${random.int(1, 9)}: ${random.pick(["number", "string", "boolean"])};\n`,
    )
    .join("")}};\n\n`;
  const functions = random
    .shuffle(builders)
    .slice(0, random.int(1, 2))
    .map((build) => build(words, kind));
  return {
    path: `services/${words.service()}/src/${subject}-${words.field()}.ts`,
    text: head + shape + functions.join("\n\n"),
  };
}

const builders: readonly ((words: Words, kind: string) => string)[] = [
  (words, kind) => {
    const field = words.field();
    return `export function ${words.camel()}(items: readonly ${kind}[]): number {
  let ${field} = 0;
  for (const item of items) {
    if (item.id.startsWith("${words.hex(3)}")) continue;
    ${field} += item.id.length * ${words.random.int(2, 40)};
  }
  return Math.min(${field}, ${words.random.int(500, 90_000)});
}`;
  },
  (
    words,
    kind,
  ) => `/** Waits ${words.random.int(20, 900)} ms between attempts; gives up after ${words.random.int(3, 9)}. */
export async function ${words.camel()}(
  ${words.noun()}: ${kind},
  signal: AbortSignal,
): Promise<${kind} | undefined> {
  for (let attempt = 0; attempt < ${words.random.int(3, 9)}; attempt += 1) {
    const found = await ${words.action()}${capital(words.noun())}(attempt, signal);
    if (found !== undefined) return found;
    await pause(${words.random.int(20, 900)} * 2 ** attempt, signal);
  }
  return undefined;
}`,
  (words, kind) => `export class ${kind}${capital(words.field())}Store {
  readonly #rows = new Map<string, ${kind}>();

  ${words.action()}(row: ${kind}): void {
    const known = this.#rows.get(row.id);
    if (known !== undefined && this.#rows.size > ${words.random.int(64, 4096)}) {
      this.#rows.delete(known.id);
    }
    this.#rows.set(row.id, row);
  }

  get ${words.field()}(): number {
    return this.#rows.size * ${words.random.int(2, 16)};
  }
}`,
  (words, kind) => `const by${capital(words.field())} = (left: ${kind}, right: ${kind}) =>
  left.id.localeCompare(right.id) || left.id.length - right.id.length;

export function ${words.camel()}(rows: ${kind}[], limit = ${words.random.int(10, 250)}): ${kind}[] {
  return rows.toSorted(by${capital(words.field())}).slice(0, limit);
}`,
];
