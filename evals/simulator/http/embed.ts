// Answers POST /v1/embeddings: every input runs through the engine as a prompt of its own, and the answer goes out whole.
import type { IncomingMessage, ServerResponse } from "node:http";
import type { SequenceHandle } from "../engine/engine.ts";
import {
  dimensionsOf,
  type EmbeddingBody,
  embeddingOf,
  embeddingRequestSchema,
  embeddingResponse,
} from "../protocol/embedding.ts";
import { badRequest } from "../protocol/errors.ts";
import { servedModel } from "../protocol/sampling.ts";
import type { RequestRecord } from "../record.ts";
import { encode, isInVocabulary } from "../tokenizer/tokenizer.ts";
import { readJson } from "./body.ts";
import type { Context } from "./context.ts";
import { sendJson } from "./reply.ts";

/** The engine ends a sequence with a token; an embedding has none of its own. */
const lastStep = [0];

/** @throws RequestRejected */
export async function embed(
  request: IncomingMessage,
  response: ServerResponse,
  { context, record }: { context: Context; record: RequestRecord },
): Promise<void> {
  const { options, clock, engine, turns } = context;
  const body = await readJson(request, embeddingRequestSchema, turns);
  const model = servedModel(body.model, options);
  const dimensions = dimensionsOf(body);
  const inputs = inputsOf(body.input);
  for (const input of inputs) checkInput(input, options.maxModelLen);
  record.promptTokens = inputs.reduce((sum, { length }) => sum + length, 0);
  const handles: SequenceHandle[] = [];
  let unfinished = inputs.length;
  const end = (outcome: "stop" | "aborted") => {
    if (record.outcome !== undefined) return;
    record.outcome = outcome;
    record.endedAtMs = clock.nowMs();
    for (const handle of handles) handle.abort();
  };
  const answer = () => {
    end("stop");
    const vectors = inputs.map((input) => embeddingOf(input, dimensions));
    const { id, promptTokens } = record;
    const head = { id: `embd-${id}`, created: Math.floor(clock.nowMs() / 1000), model };
    const format = body.encoding_format ?? "float";
    sendJson(response, 200, embeddingResponse({ ...head, vectors, format, promptTokens }));
  };
  response.on("close", () => end("aborted"));
  for (const promptTokens of inputs) {
    const sequence = {
      promptTokens,
      outputTokens: lastStep,
      cacheSalt: "",
      arrivedAtMs: record.arrivedAtMs,
    };
    const onTurnEnd = () => {
      unfinished -= 1;
      if (unfinished === 0 && record.outcome === undefined) answer();
    };
    handles.push(engine.submit(sequence, { onToken: () => undefined, onTurnEnd }));
  }
  // It may have closed while the question was being read.
  if (response.destroyed) end("aborted");
}

function inputsOf(input: EmbeddingBody["input"]): number[][] {
  if (typeof input === "string") return [encode(input)];
  const [first] = input;
  if (first === undefined) throw badRequest("input cannot be empty", "input");
  // The schema allows no mixture, so the first element tells the kind of all.
  if (typeof first === "number") return [input as number[]];
  if (typeof first === "string") return (input as string[]).map(encode);
  return input as number[][];
}

function checkInput(tokens: readonly number[], maxModelLen: number): void {
  if (tokens.length === 0) throw badRequest("input cannot be empty", "input");
  if (tokens.length > maxModelLen) {
    throw badRequest(
      `This model's maximum context length is ${maxModelLen} tokens. However, you requested ${tokens.length} tokens in the input for embedding generation. Please reduce the length of the input.`,
      "input",
    );
  }
  for (const id of tokens) {
    if (!isInVocabulary(id)) throw badRequest(`Token id ${id} is out of vocabulary`);
  }
}
