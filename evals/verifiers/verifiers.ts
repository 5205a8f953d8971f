// All verifiers by id.
import { conventionalCommit, unifiedDiff } from "./changes.ts";
import {
  docstrings,
  forbiddenNames,
  functionLength,
  identifierStyle,
  noComments,
  standardLibraryOnly,
} from "./code-style.ts";
import { lines, lineWidth, paragraphs, sentences, wordRange } from "./counts.ts";
import { csv, jsonSchema, rawJson, yaml } from "./data-formats.ts";
import { isoDates } from "./dates.ts";
import { replyLanguage } from "./languages.ts";
import { bullets, nestedBullets, numberedList } from "./lists.ts";
import { codeOnly, headings, noHeadings, singleBlock, table } from "./structure.ts";
import type { Verifier } from "./verifier.ts";
import {
  endsWith,
  forbiddenWords,
  keywordCount,
  lowercase,
  noCommas,
  placeholders,
  startsWith,
} from "./wording.ts";

export const verifiers: ReadonlyMap<string, Verifier> = new Map(
  Object.entries({
    "word-range": wordRange,
    sentences,
    paragraphs,
    lines,
    "line-width": lineWidth,
    bullets,
    "numbered-list": numberedList,
    "nested-bullets": nestedBullets,
    headings,
    "no-headings": noHeadings,
    "raw-json": rawJson,
    "json-schema": jsonSchema,
    yaml,
    csv,
    table,
    "single-block": singleBlock,
    "code-only": codeOnly,
    "no-comments": noComments,
    docstrings,
    "identifier-style": identifierStyle,
    "forbidden-names": forbiddenNames,
    "standard-library-only": standardLibraryOnly,
    "function-length": functionLength,
    "keyword-count": keywordCount,
    "forbidden-words": forbiddenWords,
    "starts-with": startsWith,
    "ends-with": endsWith,
    lowercase,
    "no-commas": noCommas,
    "reply-language": replyLanguage,
    "iso-dates": isoDates,
    placeholders,
    "conventional-commit": conventionalCommit,
    "unified-diff": unifiedDiff,
  }),
);
