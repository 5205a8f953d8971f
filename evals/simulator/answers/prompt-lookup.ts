// Continues a raw prompt by looking it up in itself: where the longest end of the text before the cursor has occurred
// already, what followed there follows here. Deterministic, often right in real code, rarely silent, as models are.

const shortestMatch = 2;
const longestMatch = 200;
const maxLines = 12;

/** The continuation of a FIM prompt or of plain text; empty where nothing like it stood before. */
export function continuation(prompt: string): string {
  const { prefix, suffix, context } = partsOf(prompt);
  const haystack = `${context}${prefix}\n${suffix}`;
  const cursor = context.length + prefix.length;
  const found = longestEarlierMatch(haystack, cursor);
  if (found === undefined) return "";
  return untilSuffix(block(haystack.slice(found), prefix), suffix);
}

type Parts = { prefix: string; suffix: string; context: string };

function partsOf(prompt: string): Parts {
  const fim = /^([\s\S]*)<\|fim_prefix\|>([\s\S]*)<\|fim_suffix\|>([\s\S]*)<\|fim_middle\|>$/.exec(
    prompt,
  );
  if (fim === null) return { context: "", prefix: prompt, suffix: "" };
  const [, context = "", prefix = "", suffix = ""] = fim;
  return { context: context.replace(/<\|(?:repo_name|file_sep)\|>/g, "\n"), prefix, suffix };
}

/** Where the text continues that matched; the latest of the longest matches, since near code is the best model. */
function longestEarlierMatch(text: string, cursor: number): number | undefined {
  const before = text.slice(0, cursor);
  let best: { end: number; length: number } | undefined;
  const seed = before.slice(-shortestMatch);
  if (seed.length < shortestMatch) return undefined;
  for (let at = text.indexOf(seed); at >= 0; at = text.indexOf(seed, at + 1)) {
    const end = at + seed.length;
    if (end === cursor) continue;
    const length = commonEnd(text, end, cursor);
    if (text.slice(end - length, end).trim() === "") continue;
    if (text[end] === undefined || text[end] === "\n") continue;
    const isBetter = best === undefined || length > best.length;
    const isNearer = best !== undefined && length === best.length && end < cursor;
    if (isBetter || isNearer) best = { end, length };
  }
  return best?.end;
}

function commonEnd(text: string, left: number, right: number): number {
  let length = 0;
  while (
    length < longestMatch &&
    left - length > 0 &&
    text[left - length - 1] === text[right - length - 1]
  ) {
    length += 1;
  }
  return length;
}

/** The rest of the line, and the whole block when the line opens one. */
function block(text: string, prefix: string): string {
  const lines = text.split("\n");
  const [first = ""] = lines;
  if (!/[{([:]\s*$/.test(first)) return first;
  const ownIndent = indentOf(prefix.slice(prefix.lastIndexOf("\n") + 1));
  const taken = [first];
  for (const line of lines.slice(1, maxLines)) {
    const isInside = line.trim() === "" || indentOf(line) > ownIndent;
    if (isInside) {
      taken.push(line);
      continue;
    }
    if (/^\s*[})\]]/.test(line)) taken.push(line);
    break;
  }
  return taken.join("\n").trimEnd();
}

function indentOf(line: string): number {
  return /^\s*/.exec(line)?.[0].length ?? 0;
}

/** Stops before it would repeat what already stands behind the cursor. */
function untilSuffix(text: string, suffix: string): string {
  const next = suffix.split("\n", 1)[0]?.trim() ?? "";
  if (next !== "" && text.split("\n", 1)[0]?.endsWith(next)) {
    return text.slice(
      0,
      text.indexOf("\n") < 0 ? text.length - next.length : text.indexOf("\n") - next.length,
    );
  }
  const following = suffix
    .split("\n")
    .slice(1)
    .find((line) => line.trim() !== "");
  if (following === undefined) return text;
  const lines = text.split("\n");
  const repeated = lines.findIndex((line, index) => index > 0 && line === following);
  return repeated < 0 ? text : lines.slice(0, repeated).join("\n");
}
