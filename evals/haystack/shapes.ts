// All shapes of filler, and which of them comes next.
import type { Passage } from "./passage.ts";
import {
  apiPage,
  changelog,
  decision,
  meetingNotes,
  reviewThread,
  runbook,
} from "./shapes/documents.ts";
import { goFile, migration } from "./shapes/go-and-sql.ts";
import { accessLog, applicationLog, eventLines, stackTrace } from "./shapes/logs.ts";
import { pythonModule, pythonTest } from "./shapes/python.ts";
import {
  csvReport,
  deployment,
  history,
  iniFile,
  jsonSettings,
  testOutput,
} from "./shapes/settings.ts";
import { typescriptModule } from "./shapes/typescript.ts";
import type { Words } from "./words.ts";

export const shapes: readonly ((words: Words) => Passage)[] = [
  typescriptModule,
  pythonModule,
  pythonTest,
  goFile,
  migration,
  applicationLog,
  accessLog,
  eventLines,
  stackTrace,
  runbook,
  decision,
  meetingNotes,
  changelog,
  reviewThread,
  apiPage,
  deployment,
  iniFile,
  jsonSettings,
  csvReport,
  testOutput,
  history,
];

/** Endless filler: every shape once in each round, in another order. */
export function* fillerFrom(words: Words): Generator<Passage, never> {
  for (;;) {
    for (const shape of words.random.shuffle(shapes)) yield shape(words);
  }
}
