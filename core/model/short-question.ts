// One short question to a model, as probes ask it, and what its failure says. Knows no capability.
import type { Answer } from "./answer.ts";
import type { ModelClient } from "./client.ts";
import { ModelError } from "./errors.ts";
import type { ChatRequest } from "./request.ts";

export type Subject = { client: Pick<ModelClient, "streamChat">; model: string };

export async function askShortly(
  { client, model }: Subject,
  question: Omit<ChatRequest, "task" | "model">,
  signal: AbortSignal,
): Promise<Answer> {
  const request: ChatRequest = { task: "chat", model, temperature: 0, ...question };
  for await (const event of client.streamChat(request, signal)) {
    if (event.kind === "end") return event.answer;
  }
  throw new ModelError("stream_cut");
}

/** A failure that says nothing about the capability in question. */
export function isBroken(answer: Answer | ModelError): answer is ModelError {
  return answer instanceof ModelError && answer.code !== "bad_request";
}
