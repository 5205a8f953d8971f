// Finds the last line `Answer: …` of a reply, however it is set off.

/** Without Markdown emphasis, code marks, LaTeX boxes and dollar signs around it; undefined when there is none. */
export function answerIn(text: string): string | undefined {
  const lines = text.split(/\r\n?|\n/);
  const line = lines.findLast((candidate) => /^[\s>*_#-]*answer\b[\s*_]*[:=]/i.test(candidate));
  if (line === undefined) return undefined;
  const given = line.replace(/^[\s>*_#-]*answer\b[\s*_]*[:=]/i, "");
  return given
    .replaceAll(/\\(?:boxed|text|mathrm)\{([^{}]*)\}/g, "$1")
    .replaceAll(/[*_`]|\\[()[\]]|\$/g, "")
    .trim();
}
