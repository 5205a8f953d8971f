// Cuts a Markdown file of scripted answers at its `<!-- name -->` marks. Knows nothing of what the answers are about.

export type Sections = ReadonlyMap<string, string>;

export function sectionsOf(markdown: string): Sections {
  const parts = markdown.split(/^<!-- (.+) -->\n/m).slice(1);
  const sections = new Map<string, string>();
  for (let index = 0; index + 1 < parts.length; index += 2) {
    sections.set(parts[index] ?? "", (parts[index + 1] ?? "").trim());
  }
  return sections;
}
