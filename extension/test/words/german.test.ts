import assert from "node:assert/strict";
import german from "../../../l10n/bundle.l10n.de.json" with { type: "json" };
import manifest from "../../../package.json" with { type: "json" };
import manifestGerman from "../../../package.nls.de.json" with { type: "json" };
import manifestEnglish from "../../../package.nls.json" with { type: "json" };
import { shownTexts } from "./shown-texts.ts";

/** Places that hand `t` a sentence from a table, by what they hand it; tableTexts() in shown-texts.ts collects the tables. */
const tables: Record<string, readonly string[]> = {
  // The table of core/model/errors.ts.
  "extension/host/error-words.ts": ['message.replace("{detail}", "{0}")', "remedy", "detail"],
  // What core says by `say` and `advise`.
  "extension/host/finding-words.ts": ["words.text", "remedy"],
  // The refusals of core/edit.
  "extension/host/answers/change-cards.ts": ["message"],
  "extension/edit/apply-block.ts": ["refusalMessages[shown]"],
};

const { texts, nonLiterals } = shownTexts();

function checkPair(english: Record<string, string>, translated: Record<string, string>): void {
  for (const [key, text] of Object.entries(translated)) {
    assert.notEqual(text.trim(), "", key);
    assert.deepEqual(marksOf(text), marksOf(english[key] ?? ""), key);
    // Markup and names that code looks for.
    assert.deepEqual(codesOf(text), codesOf(english[key] ?? ""), key);
  }
}

function marksOf(text: string): string[] {
  return [...new Set(text.match(/\{\d+\}/g))].sort();
}

function codesOf(text: string): string[] {
  return [
    ...new Set(text.match(/tandem\.[A-Za-z.]*[A-Za-z]|\$\([\w-]+\)|`[^`]*`|#[^#\s]+#/g)),
  ].sort();
}

describe("the German bundle", () => {
  it("has every text that is shown", () =>
    assert.deepEqual(
      [...texts].filter((text) => !(text in german)),
      [],
    ));

  it("has no text that is not shown", () =>
    assert.deepEqual(
      Object.keys(german).filter((text) => !texts.has(text)),
      [],
    ));

  it("keeps every value, setting and icon", () =>
    checkPair(Object.fromEntries(Object.keys(german).map((text) => [text, text])), german));

  it("calls commands by their German titles", () => {
    const titles = manifest.contributes.commands.map(({ title }) => {
      const key = title.slice(1, -1) as keyof typeof manifestEnglish;
      return [manifestEnglish[key], manifestGerman[key]].map((words) => words.replace("…", ""));
    });
    for (const [text, translated] of Object.entries(german)) {
      for (const [title, germanTitle] of titles) {
        if (new RegExp(`Tandem: ${title}\\b`).test(text)) {
          assert.ok(translated.includes(`Tandem: ${germanTitle}`), text);
        }
      }
    }
  });
});

describe("texts that are shown", () => {
  it("are literals, but for those of the tables", () =>
    assert.deepEqual(
      nonLiterals
        .filter(({ file, inner }) => !tables[file]?.includes(inner))
        .map(({ file, line, call, inner }) => `${file}:${line} ${call}(${inner})`),
      [],
    ));
});

describe("the manifest", () => {
  it("says every text by a key, and has no key that it does not use", () => {
    const used = JSON.stringify(manifest).match(/(?<=")%[\w.-]+%(?=")/g) ?? [];
    assert.deepEqual(
      [...new Set(used)].sort(),
      Object.keys(manifestEnglish)
        .map((key) => `%${key}%`)
        .sort(),
    );
    assert.deepEqual(plainTexts(manifest.contributes), []);
  });

  it("is the same in German, key by key", () => {
    assert.deepEqual(Object.keys(manifestGerman), Object.keys(manifestEnglish));
    checkPair(manifestEnglish, manifestGerman);
  });
});

const shown = /^(title|name|label|(markdown)?[dD]escription|patternErrorMessage|contextualTitle)$/;
const shownLists = /^(markdownE|e)numDescriptions$/;

/** What VS Code shows of this part of the manifest and is no key; a bare name is its own translation. */
function plainTexts(part: unknown, key = ""): string[] {
  if (typeof part === "string") {
    return shown.test(key) && !/^(%[\w.-]+%|Tandem)$/.test(part) ? [part] : [];
  }
  if (Array.isArray(part)) {
    const inner = shownLists.test(key) ? "description" : key;
    return part.flatMap((entry) => plainTexts(entry, inner));
  }
  if (typeof part !== "object" || part === null) return [];
  // Names of settings are keys here, too.
  return Object.entries(part).flatMap(([name, value]) => plainTexts(value, name));
}
