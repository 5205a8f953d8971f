// The routes that generate nothing: what is served, the tokenizer, health, metrics and the simulator's own record.
import type { IncomingMessage, ServerResponse } from "node:http";
import { renderChat } from "../protocol/chat-template.ts";
import { badRequest } from "../protocol/errors.ts";
import { detokenizeRequestSchema, tokenizeRequestSchema } from "../protocol/request-schema.ts";
import { servedModel } from "../protocol/sampling.ts";
import { decode, encode, isInVocabulary } from "../tokenizer/tokenizer.ts";
import { readJson } from "./body.ts";
import type { Context } from "./context.ts";
import { sendJson, sendText } from "./reply.ts";

export type Handler = (
  request: IncomingMessage,
  response: ServerResponse,
  context: Context,
) => void | Promise<void>;

const health: Handler = (_request, response) =>
  sendText(response, { status: 200, type: "text/plain", text: "" });

export const plainRoutes: Readonly<Record<string, Readonly<Record<string, Handler>>>> = {
  "/v1/models": { GET: listModels },
  "/tokenize": { POST: tokenize },
  "/detokenize": { POST: detokenize },
  "/health": { GET: health },
  "/ping": { GET: health, POST: health },
  "/version": {
    GET: (_request, response, { profile }) => sendJson(response, 200, { version: profile.version }),
  },
  "/load": {
    GET: (_request, response, { engine }) => {
      const { running, waiting } = engine.load();
      sendJson(response, 200, { server_load: running + waiting });
    },
  },
  "/metrics": {
    GET: (_request, response, { metrics }) =>
      sendText(response, {
        status: 200,
        type: "text/plain; version=0.0.4; charset=utf-8",
        text: metrics.render(),
      }),
  },
  "/simulator/requests": {
    GET: (_request, response, { records }) => sendJson(response, 200, { requests: records.list() }),
    DELETE: (_request, response, { records }) => {
      records.clear();
      sendJson(response, 200, { requests: [] });
    },
  },
};

function listModels(_request: IncomingMessage, response: ServerResponse, context: Context) {
  const { options, createdAtSeconds } = context;
  const permission = {
    id: `modelperm-${context.newHex(32)}`,
    object: "model_permission",
    created: createdAtSeconds,
    allow_create_engine: false,
    allow_sampling: true,
    allow_logprobs: true,
    allow_search_indices: false,
    allow_view: true,
    allow_fine_tuning: false,
    organization: "*",
    group: null,
    is_blocking: false,
  };
  sendJson(response, 200, {
    object: "list",
    data: options.models.map((id) => ({
      id,
      object: "model",
      created: createdAtSeconds,
      owned_by: "simulated-vllm",
      root: `simulated/${id}`,
      parent: null,
      max_model_len: options.maxModelLen,
      permission: [permission],
    })),
  });
}

async function tokenize(request: IncomingMessage, response: ServerResponse, context: Context) {
  const { options } = context;
  const body = await readJson(request, tokenizeRequestSchema);
  servedModel(body.model, options);
  const text =
    body.messages === undefined
      ? body.prompt
      : renderChat(body.messages, {
          tools: body.tools ?? [],
          addGenerationPrompt: body.add_generation_prompt ?? true,
        });
  if (text === undefined) throw badRequest("Either prompt or messages must be provided.");
  const tokens = encode(text);
  sendJson(response, 200, {
    count: tokens.length,
    max_model_len: options.maxModelLen,
    tokens,
    token_strs: body.return_token_strs === true ? tokens.map((token) => decode([token])) : null,
  });
}

async function detokenize(request: IncomingMessage, response: ServerResponse, context: Context) {
  const body = await readJson(request, detokenizeRequestSchema);
  servedModel(body.model, context.options);
  const unknown = body.tokens.find((token) => !isInVocabulary(token));
  if (unknown !== undefined) throw badRequest(`Token id ${unknown} is out of vocabulary`);
  sendJson(response, 200, { prompt: decode(body.tokens) });
}
