// The declarations of a file without their bodies: what another file needs to know to use it. Goes by keywords and
// indentation, not by a grammar, so it takes any text, is bounded and never fails; what is laid out oddly is left out.
import { type OutlineRules, outlineRulesFor } from "./outline-rules.ts";

const mostLines = 4000;
const longestLine = 200;
const longestSignature = 12;

/** Part of a file whose lines are shown: all of them, or those that declare members. */
type Frame = {
  indent: number;
  shows: "everything" | "members";
  memberIndent?: number;
  /** Below C++'s `private:`. */
  isPrivate?: boolean;
};

type Line = { text: string; indent: number };

type Outline = {
  rules: OutlineRules;
  isPython: boolean;
  onlyExported: boolean;
  shown: string[];
  frames: Frame[];
  /** A signature whose parentheses are still open. */
  signature: { lines: string[]; depth: number } | undefined;
  /** What ends the comment or docstring that is open. */
  closer: string | undefined;
};

/** A short file as it is, a longer one by its declarations; whole lines within `maxChars`. */
export function viewOf(text: string, languageId: string, maxChars: number): string {
  return text.length <= maxChars ? text : outlineOf(text, languageId, maxChars);
}

export function outlineOf(text: string, languageId: string, maxChars: number): string {
  const rules = outlineRulesFor(languageId);
  const lines = linesFrom(text);
  const outline: Outline = {
    rules,
    isPython: languageId === "python",
    onlyExported: lines.some((line) => line.indent === 0 && rules.exported.test(line.text)),
    shown: [],
    frames: [],
    signature: undefined,
    closer: undefined,
  };
  let length = 0;
  let counted = 0;
  for (const line of lines) {
    read(line, outline);
    while (counted < outline.shown.length) {
      length += (outline.shown[counted]?.length ?? 0) + 1;
      if (length > maxChars) return ended(outline.shown.slice(0, counted));
      counted += 1;
    }
  }
  return ended(outline.shown);
}

function ended(lines: readonly string[]): string {
  return lines.length === 0 ? "" : `${lines.join("\n")}\n`;
}

/** The first lines that are not blank, cut to a bounded length. */
function linesFrom(text: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (let count = 0; count < mostLines && start < text.length; count += 1) {
    const lineBreak = text.indexOf("\n", start);
    const end = lineBreak < 0 ? text.length : lineBreak;
    const whole = text.slice(start, Math.min(end, start + longestLine)).trimEnd();
    const trimmed = whole.trimStart();
    if (trimmed !== "") lines.push({ text: trimmed, indent: whole.length - trimmed.length });
    start = end + 1;
  }
  return lines;
}

function read(line: Line, outline: Outline): void {
  if (outline.signature !== undefined) {
    continueSignature(line, outline);
    return;
  }
  if (isComment(line, outline) || isOfFrame(line, outline)) return;
  const { rules, frames, shown, onlyExported } = outline;
  const frame = frames.at(-1);
  if (rules.hidden.test(line.text)) return;
  if (frame?.shows === "everything") {
    shown.push(indented(line));
  } else if (frame !== undefined) {
    frame.memberIndent ??= line.indent;
    if (line.indent === frame.memberIndent && rules.member.test(line.text)) declare(line, outline);
  } else if (line.indent === 0 && rules.declares.test(line.text)) {
    if (!onlyExported || rules.exported.test(line.text)) declare(line, outline);
  }
}

/** Follows block comments and docstrings; true for a line that belongs to one. */
function isComment({ text }: Line, outline: Outline): boolean {
  if (outline.closer !== undefined) {
    if (text.includes(outline.closer)) outline.closer = undefined;
    return true;
  }
  const [quote] = outline.isPython ? (/"""|'''/.exec(text) ?? []) : [];
  if (quote !== undefined) {
    const isOpen = text.split(quote).length % 2 === 0;
    if (isOpen) outline.closer = quote;
    return text.startsWith(quote);
  }
  if (outline.isPython || !text.startsWith("/*")) return false;
  if (!text.includes("*/", 2)) outline.closer = "*/";
  return true;
}

/** Leaves the frames that a line lies outside of; true for a line that belongs to a frame itself or is private in it. */
function isOfFrame(line: Line, { frames, shown }: Outline): boolean {
  for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
    const [, access] = /^(public|protected|private)\s*:$/.exec(line.text) ?? [];
    if (access !== undefined) {
      frame.isPrivate = access === "private";
      return true;
    }
    if (line.indent > frame.indent) return frame.isPrivate === true;
    const isOwn = line.indent === frame.indent;
    const opens = isOwn && line.text === "{";
    if (!opens) frames.pop();
    if (opens || (isOwn && /^[)}\]]/.test(line.text))) {
      shown.push(indented(line));
      return true;
    }
  }
  return false;
}

function declare(line: Line, outline: Outline): void {
  const { rules, frames, shown } = outline;
  const isWhole = /[;}]$/.test(line.text);
  if (rules.showsBody.test(line.text)) {
    shown.push(indented(line));
    if (!isWhole) frames.push({ indent: line.indent, shows: "everything" });
  } else if (rules.hasMembers.test(line.text)) {
    shown.push(indented(line));
    if (!isWhole) frames.push({ indent: line.indent, shows: "members" });
  } else if (isValue(line.text)) {
    shown.push(indented({ ...line, text: `${line.text.slice(0, line.text.indexOf(" ="))};` }));
  } else {
    outline.signature = { lines: [], depth: 0 };
    continueSignature(line, outline);
  }
}

/** A constant that is made by a call: its arguments are no signature. */
function isValue(text: string): boolean {
  const head = text.slice(0, Math.max(0, text.indexOf("(")));
  if (!/^(?:export\s+)?(?:const|let|var)\s/.test(head) || !head.includes(" =")) return false;
  return !/(?:=|=\s?async|\sfunction)$/.test(head.trimEnd());
}

function continueSignature(line: Line, outline: Outline): void {
  const { signature, shown, rules, isPython } = outline;
  if (signature === undefined) return;
  signature.lines.push(indented(line));
  for (const character of line.text) {
    if (character === "(") signature.depth += 1;
    else if (character === ")") signature.depth -= 1;
  }
  if (signature.depth > 0 && signature.lines.length < longestSignature) return;
  const last = signature.lines.pop() ?? "";
  shown.push(...signature.lines, isPython ? withStub(last, rules) : withoutBody(last, rules));
  outline.signature = undefined;
}

function withoutBody(line: string, { bodyless }: OutlineRules): string {
  if (!/(?:\{|=>|=)$/.test(line)) return line;
  const [signature = line] = /^.*?(?=\s*(?:=|=>)?\s*\{$|\s*=>?$)/.exec(line) ?? [];
  return `${signature}${bodyless}`;
}

function withStub(line: string, { bodyless }: OutlineRules): string {
  return line.endsWith(":") ? `${line}${bodyless}` : line;
}

function indented({ text, indent }: Line): string {
  return `${" ".repeat(indent)}${text}`;
}
