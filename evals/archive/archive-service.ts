// Questions as JSON lines come in, replies as JSON lines go out: each question gets exactly one, in whatever order they are
// ready. Ends when the questions do. Knows nothing of what is asked.
import { createInterface } from "node:readline";
import { archiveQuestion } from "../../core/protocol/evaluation-process.ts";
import type { Archive } from "./archive.ts";

/** Resolves when every question that came has its reply, and the last of them is out. */
export async function answerQuestions(
  archive: Archive,
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
): Promise<void> {
  const open = new Set<Promise<void>>();
  // A reader that is gone needs no reply.
  output.on("error", () => {});
  for await (const line of createInterface({ input })) {
    if (line.trim() === "") continue;
    const answered = replyTo(archive, line).then((text) => write(output, text));
    open.add(answered);
    void answered.finally(() => open.delete(answered));
  }
  await Promise.all(open);
}

async function replyTo(archive: Archive, line: string): Promise<string> {
  const value = jsonIn(line);
  const question = archiveQuestion.safeParse(value);
  if (question.success) return JSON.stringify(await archive.reply(question.data));
  const place = question.error.issues[0]?.path.join(".") || "the line";
  const message = `This is no question to the archive: ${place} does not fit.`;
  return JSON.stringify({ n: numberIn(value), reply: "failed", code: "bad_question", message });
}

function jsonIn(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** That of the question as far as it has one, so that somebody who waits for it hears. */
function numberIn(value: unknown): number {
  const isNumbered = typeof value === "object" && value !== null && "n" in value;
  return isNumbered && Number.isInteger(value.n) ? Number(value.n) : -1;
}

function write(output: NodeJS.WritableStream, text: string): Promise<void> {
  return new Promise((resolve) => output.write(`${text}\n`, () => resolve()));
}
