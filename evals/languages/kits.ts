// All languages by name.
import type { Language } from "../../core/protocol/language.ts";
import { cppKit } from "./cpp.ts";
import { goKit } from "./go.ts";
import { javaKit } from "./java.ts";
import { javaScriptKit, typeScriptKit } from "./javascript.ts";
import type { Kit } from "./kit.ts";
import { pythonKit } from "./python.ts";
import { rustKit } from "./rust.ts";

const kits: Record<Language, Kit> = {
  python: pythonKit,
  javascript: javaScriptKit,
  typescript: typeScriptKit,
  go: goKit,
  rust: rustKit,
  java: javaKit,
  cpp: cppKit,
};

export function kitOf(language: Language): Kit {
  return kits[language];
}
