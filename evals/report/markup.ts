// Escapes text for XML and HTML. Model output is hostile: nothing of it becomes a tag, an attribute or an invalid byte.

const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** For text and for attribute values in double quotes. Characters that XML 1.0 forbids become U+FFFD. */
export function escaped(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[[\p{Cc}--[\t\n\r]]\ufffe\uffff]/gv, "\ufffd")
    .replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
}
