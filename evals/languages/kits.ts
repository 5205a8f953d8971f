// All languages by name.
import type { Language } from "../../core/protocol/language.ts";
import { javaScriptKit, typeScriptKit } from "./javascript.ts";
import type { Kit } from "./kit.ts";
import { goKit } from "./go.ts";
import { pythonKit } from "./python.ts";

const kits: ReadonlyMap<Language, Kit> = new Map(
  [pythonKit, javaScriptKit, typeScriptKit, goKit].map((kit) => [kit.language, kit]),
);

export function kitOf(language: Language): Kit {
  const kit = kits.get(language);
  if (kit === undefined) throw new RangeError(`There is no kit for ${language}.`);
  return kit;
}
