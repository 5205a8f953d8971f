// Other readings of a reply that a fair reader allows: without what the model says to the user before and after what was
// asked for, and without bold marks. A line is dropped only when it speaks to the user, so that a bullet point too many
// stays one too many.
import { fencedBlocks } from "../answers/fences.ts";

const greeting =
  /^(?:sure|certainly|of course|absolutely|okay|ok|great|got it|here(?:'s|’s| is| are)|below (?:is|are)|the following|as requested|i(?:'ve|’ve| have)|let me)\b/i;
const farewell =
  /^(?:let me know|i hope|hope (?:this|that)|feel free|if you (?:need|want|would|have|like)|would you like|please let|happy to|is there anything|this (?:response|answer|version|message) )/i;
/** Lines that are part of an answer's structure are never said to the user. */
const structural = /^\s*(?:[-*+•#>|{}[\]`~]|\d+[.)]\s)/;

/** The reply itself first, then what is left of it; each only once. */
export function looseReadings(reply: string): string[] {
  const trimmed = withoutBlankEdges(reply);
  const headless = withoutBlankEdges(withoutFirst(trimmed));
  const tailless = [trimmed, headless].map((text) => withoutBlankEdges(withoutLast(text)));
  const readings = [reply, trimmed, headless, ...tailless];
  const plain = readings.map(withoutBold);
  return [...new Set([...readings, ...plain])];
}

/** Code keeps its asterisks: there they mean something. */
function withoutBold(text: string): string {
  let plain = "";
  let from = 0;
  for (const { start, end } of fencedBlocks(text)) {
    plain += text.slice(from, start).replaceAll("**", "") + text.slice(start, end);
    from = end;
  }
  return plain + text.slice(from).replaceAll("**", "");
}

function withoutBlankEdges(text: string): string {
  return text.replace(/^(?:[ \t\r]*\n)+/, "").trimEnd();
}

function withoutFirst(text: string): string {
  const end = text.indexOf("\n");
  if (end < 0) return text;
  const line = text.slice(0, end).trim();
  if (line.length > 300 || structural.test(line)) return text;
  const rest = text.slice(end + 1);
  // A colon leads to what was asked for when a blank line or a block follows.
  const leads = line.endsWith(":") && /^(?:[ \t\r]*\n|[ \t]*(?:```|~~~))/.test(rest);
  return leads || greeting.test(line) ? rest : text;
}

function withoutLast(text: string): string {
  const start = text.lastIndexOf("\n") + 1;
  const line = text.slice(start).trim();
  if (start === 0 || line.length > 300 || structural.test(line)) return text;
  return farewell.test(line) ? text.slice(0, start) : text;
}
