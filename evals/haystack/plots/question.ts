// How every question about a long text ends, and how answers to it are written down.
import type { FailClass } from "../../../core/protocol/grade.ts";
import type { Json } from "../../../core/protocol/json.ts";

/** What has to be said when the text does not tell; every question allows it, so that none gives itself away. */
export const notPresent = "not present";

export function askFor(question: string, shape: string, ending = onlyJson): string {
  return `${question}

Use nothing but the files above. ${ending}: ${shape}. If the files do not say it, reply {"value": "${notPresent}"}.`;
}

const onlyJson = "Reply with one JSON object and nothing else";
/** For questions that take steps. */
export const stepsThenJson =
  "You may write down your steps in a few lines; end your reply with one JSON object";

export const shapes = {
  text: '{"value": "<as it is written there>"}',
  number: '{"value": <the number>}',
  list: '{"value": ["<each once, in any order>"]}',
};

export function answer(value: Json): { value: Json } {
  return { value };
}

export function wrongAnswers(values: Record<string, Json>) {
  const expect: FailClass = "wrong-answer";
  return Object.entries(values).map(([name, value]) => ({ name, answer: answer(value), expect }));
}
