// Texts as changes are computed with: VS Code puts the line ends of the document and its byte order mark back when it writes.

/** VS Code takes a lone `\r` for a line end too. */
export function asDocumentText(text: string): string {
  return text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
}
