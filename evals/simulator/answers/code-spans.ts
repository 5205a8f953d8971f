// Takes the code spans of a question in turn, so that invented arguments are at least about what was asked.
import type { Wording } from "../generation/schema-instance.ts";

export function codeSpans(markdown: string): Wording {
  const spans = [...markdown.matchAll(/`([^`\n]+)`/g)].map((match) => match[1] ?? "");
  return { next: () => spans.shift() };
}
