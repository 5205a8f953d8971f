// Finds the fenced code blocks of a Markdown answer (CommonMark 0.31, section 4.5), also those inside list items, which
// models indent as they like. Knows nothing of edits.

export type CodeBlock = { language: string; code: string; isClosed: boolean };

export function codeBlocks(markdown: string): CodeBlock[] {
  const blocks: CodeBlock[] = [];
  let open: { mark: string; indent: number; language: string; lines: string[] } | undefined;
  for (const line of markdown.split("\n")) {
    if (open === undefined) {
      const opening = /^( *)(`{3,}(?!.*`)|~{3,})[ \t]*(\S*)/.exec(line);
      if (opening === null) continue;
      const [, indent = "", mark = "", language = ""] = opening;
      open = { mark, indent: indent.length, language, lines: [] };
      continue;
    }
    const [, indent = "", mark = ""] = /^( *)(`{3,}|~{3,})\s*$/.exec(line) ?? [];
    if (mark.startsWith(open.mark) && indent.length <= Math.max(3, open.indent)) {
      blocks.push({ language: open.language, code: joined(open.lines), isClosed: true });
      open = undefined;
      continue;
    }
    open.lines.push(line.replace(new RegExp(`^ {0,${open.indent}}`), ""));
  }
  if (open !== undefined) {
    blocks.push({ language: open.language, code: joined(open.lines), isClosed: false });
  }
  return blocks;
}

function joined(lines: string[]): string {
  return lines.length === 0 ? "" : `${lines.join("\n")}\n`;
}
