// Drops an answer that begins with a sentence to the reader, such as "Here is the code:". Where sentences belong (comments,
// strings, text files) nothing is touched.
import { isVerbatim, scanBrackets } from "../place/brackets.ts";
import { holdsSentences } from "../place/line-syntax.ts";
import type { Place } from "../place/place.ts";
import { type Draft, dropped } from "./filter.ts";

export function dropProse(draft: Draft, place: Place): Draft {
  const first = /\S.*/.exec(draft.text)?.[0].trim() ?? "";
  return isSentence(first) && !isAmongSentences(place) ? dropped : draft;
}

function isSentence(line: string): boolean {
  if (greeting.test(line)) return true;
  if (/[=;{}<>[\]\\|]|::|->|\w\.\w|\w\(/.test(line.replace(/`[^`]*`/g, "x"))) return false;
  if (opening.test(line) && line.split(/\s+/).length >= 4) return true;
  return latin.test(line) || eastAsian.test(line);
}

const greeting =
  /^(?:sure|certainly|of course|absolutely|okay|sorry)(?:[!.:]|, (?:here|i|let|the)\b.*)(?:\s|$)/i;
const opening =
  /^(?:here(?:['’]s| is| are)|below (?:is|are)|the (?:following|missing|completed?|code|function|given|provided)|this (?:code|function|snippet)|to (?:complete|fix|implement|fill)|i(?:['’]m|['’]ll|['’]ve| am| will| can| have| think) |as an ai|based on|let me|let['’]s|you (?:can|need)|it (?:looks|seems)|note that|unfortunately|sure|certainly)\b/i;
/** Five words or more from a capital to the end of a sentence. */
const latin = /^\p{Lu}[\p{L}'’]*(?:,? [\p{L}\p{N}'’`-]+){4,}[.:!?]$/u;
const eastAsian =
  /^(?=(?:.*?[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]){4})[\p{L}\p{N}\s，、,`]+[。：:！]$/u;

function isAmongSentences({ cursor, linePrefix }: Place): boolean {
  const { languageId, prefix } = cursor;
  if (holdsSentences(languageId) || /^\s*\*/.test(linePrefix)) return true;
  if (isVerbatim(scanBrackets(linePrefix, languageId).open.at(-1))) return true;
  if (prefix.lastIndexOf("/*") > prefix.lastIndexOf("*/")) return true;
  return ['"""', "'''", "`"].some((quote) => prefix.split(quote).length % 2 === 0);
}
