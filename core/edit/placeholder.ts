// Tells lines that stand for code that was left out, such as `// ... rest of the code`. Knows no language.

/** True when the replacement holds a placeholder that the original does not. */
export function isAbbreviated(replacement: string, original: string): boolean {
  const inOriginal = new Set(original.split(/\r?\n/).map((line) => line.trim()));
  return replacement
    .split(/\r?\n/)
    .some((line) => isPlaceholder(line) && !inOriginal.has(line.trim()));
}

const comment = /^\s*(?:\/\/|#|--|\{?\/\*|<!--|<%--|\{\{!--|%|;)\s*(.*)$/;
const dots = /^(?:\.{3}|…)/;
const restOfCode =
  /^(?:the )?(?:rest of (?:the )?|remaining |existing |other )(?:code|function|method|class|file|body|implementation|lines)(?: (?:is |are |stays? |remains? )?(?:unchanged|the same|as before|here))?\W*$/i;

const leftOut =
  /^\W*(?:(?:code|lines|implementation|body|the rest|rest)? ?(?:(?:is|are|stays?|remains?) )?(?:unchanged|omitted(?: for brevity)?|(?:the )?same as (?:before|above))|no changes?(?: here)?)\W*$/i;

function isPlaceholder(line: string): boolean {
  const words = comment.exec(line)?.[1];
  return words !== undefined && (dots.test(words) || restOfCode.test(words) || leftOut.test(words));
}
