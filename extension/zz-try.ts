import { shownTexts } from "./test/words/shown-texts.ts";
import { readFileSync } from "node:fs";
const { texts, nonLiterals } = shownTexts();
let de: Record<string,string> = {};
try { de = JSON.parse(readFileSync("l10n/bundle.l10n.de.json","utf8")); } catch {}
if (process.argv[2] === "missing") { for (const x of texts) if (!(x in de)) console.log(JSON.stringify(x)); }
if (process.argv[2] === "left") { for (const x of Object.keys(de)) if (!texts.has(x)) console.log(JSON.stringify(x)); }
console.error(texts.size, Object.keys(de).length);
for (const n of nonLiterals) console.error("NON", n.file, n.line, n.call, n.inner);
