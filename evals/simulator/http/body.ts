// Reads a JSON request body and checks it against a schema, with vLLM's answers to what is wrong with it.
import type { IncomingMessage } from "node:http";
import type * as z from "zod";
import { jsonError, schemaViolation, unsupportedMediaType } from "../protocol/validation.ts";
import type { Turns } from "./turns.ts";

/** `turns`, where given, decide when the text that has arrived is looked at. @throws RequestRejected 400. */
export async function readJson<Schema extends z.ZodType>(
  request: IncomingMessage,
  schema: Schema,
  turns?: Turns,
): Promise<z.infer<Schema>> {
  const mediaType = (request.headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase();
  if (mediaType !== "application/json") throw unsupportedMediaType();
  const text = await readText(request);
  await turns?.();
  const body = parseJson(text);
  const checked = schema.safeParse(body);
  if (!checked.success) throw schemaViolation(checked.error.issues, body);
  return checked.data;
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw jsonError(0, "Expecting value");
    throw error;
  }
}
