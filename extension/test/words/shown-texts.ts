// Every English text that the extension can show in another language: the literals in its sources, those of core that take
// their language from whoever shows them, and the constant sentences of core's tables.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { refusals } from "../../../core/edit/proposal.ts";
import { refusalMessages } from "../../../core/edit/refusal.ts";
import { type ModelErrorCode, modelErrors, unknownDetail } from "../../../core/model/errors.ts";
import { type NonLiteral, type Sayers, textsInSource, translators } from "./texts-in-source.ts";

export type Place = NonLiteral & { file: string };
export type ShownTexts = { texts: Set<string>; nonLiterals: Place[] };

const root = path.resolve(import.meta.dirname, "../../..");

export function shownTexts(): ShownTexts {
  const shown: ShownTexts = { texts: new Set(tableTexts()), nonLiterals: [] };
  for (const file of sourcesIn("extension")) {
    if (importsFrom(file, ["extension/words.ts"])) collect(file, translators, shown);
  }
  for (const file of sourcesIn("core")) {
    if (importsFrom(file, coreWording)) collect(file, coreSayers, shown);
  }
  return shown;
}

/** Where core lets others say its words: the host says them by `t`. */
const coreWording = ["core/model/finding.ts", "core/completion/report/wording.ts"];
const coreSayers: Sayers = { one: ["say", "advise"], pair: [] };

function tableTexts(): string[] {
  const errors = Object.values(modelErrors).flatMap(({ message, remedy }) => [
    message.replace("{detail}", "{0}"),
    remedy,
  ]);
  // The table's own keys.
  const unknown = (Object.keys(modelErrors) as ModelErrorCode[]).map(unknownDetail);
  const edits = [...Object.values(refusalMessages), ...Object.values(refusals)];
  return [...errors, ...unknown, ...edits].filter((text) => text !== "");
}

function collect(file: string, sayers: Sayers, shown: ShownTexts): void {
  const found = textsInSource(readFileSync(path.join(root, file), "utf8"), sayers);
  for (const text of found.texts) shown.texts.add(text);
  shown.nonLiterals.push(...found.nonLiterals.map((place) => ({ file, ...place })));
}

function sourcesIn(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .map((file) => `${folder}/${file.replaceAll("\\", "/")}`)
    .filter((file) => file.endsWith(".ts") && !/\.test\.ts$|\/(test|bench)\//.test(file))
    .sort();
}

/** Whether it imports one of the modules, and not another of that name. */
function importsFrom(file: string, modules: readonly string[]): boolean {
  const source = readFileSync(path.join(root, file), "utf8");
  return [...source.matchAll(/^(?:import|\}) [^;]*?from "(\.[^"]+)";$/gm)].some(([, target = ""]) =>
    modules.includes(path.posix.join(path.posix.dirname(file), target)),
  );
}
