// Makes text from models and servers fit for a message of VS Code, which makes links of Markdown's form, to commands as well.

/** The same words, and nothing in them that can be clicked. */
export function noticeText(text: string): string {
  return text.replaceAll("](", "] (");
}
