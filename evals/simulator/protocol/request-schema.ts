// The bodies of the two generation routes and of the tokenizer routes: types exactly as vLLM declares them, without
// its lax conversions, so that a client that sends "5" for 5 fails here first. Unknown fields pass, as they do there.
import * as z from "zod";

const toolChoice = z.union([
  z.enum(["auto", "none", "required"]),
  z.looseObject({ type: z.literal("function"), function: z.looseObject({ name: z.string() }) }),
]);

const tool = z.looseObject({
  type: z.literal("function"),
  function: z.looseObject({
    name: z.string(),
    description: z.string().nullish(),
    parameters: z.record(z.string(), z.unknown()).nullish(),
  }),
});

const jsonSchema = z.union([z.record(z.string(), z.unknown()), z.string()]);

const responseFormat = z.looseObject({
  type: z.enum(["text", "json_object", "json_schema", "structural_tag"]),
  json_schema: z
    .looseObject({ name: z.string(), schema: z.record(z.string(), z.unknown()).nullish() })
    .nullish(),
});

const structuredOutputs = z.looseObject({
  json: jsonSchema.nullish(),
  regex: z.string().nullish(),
  choice: z.array(z.string()).nullish(),
  grammar: z.string().nullish(),
  json_object: z.boolean().nullish(),
});

const generationFields = {
  model: z.string().nullish(),
  n: z.int().nullish(),
  temperature: z.number().nullish(),
  top_p: z.number().nullish(),
  top_k: z.int().nullish(),
  min_p: z.number().nullish(),
  presence_penalty: z.number().nullish(),
  frequency_penalty: z.number().nullish(),
  repetition_penalty: z.number().nullish(),
  seed: z.int().nullish(),
  max_tokens: z.int().nullish(),
  min_tokens: z.int().optional(),
  stop: z.union([z.string(), z.array(z.string())]).nullish(),
  stop_token_ids: z.array(z.int()).nullish(),
  include_stop_str_in_output: z.boolean().optional(),
  skip_special_tokens: z.boolean().optional(),
  ignore_eos: z.boolean().optional(),
  stream: z.boolean().nullish(),
  stream_options: z
    .looseObject({
      include_usage: z.boolean().nullish(),
      continuous_usage_stats: z.boolean().nullish(),
    })
    .nullish(),
  response_format: responseFormat.nullish(),
  structured_outputs: structuredOutputs.nullish(),
  guided_json: jsonSchema.nullish(),
  guided_choice: z.array(z.string()).nullish(),
  cache_salt: z.string().nullish(),
  priority: z.int().optional(),
  request_id: z.string().optional(),
};

const contentPart = z.union([
  z.string(),
  z.looseObject({
    type: z.string(),
    text: z.string().nullish(),
    image_url: z.looseObject({ url: z.string() }).nullish(),
  }),
]);

const message = z.looseObject({
  role: z.string(),
  content: z.union([z.string(), z.array(contentPart)]).nullish(),
  tool_calls: z
    .array(
      z.looseObject({
        function: z.looseObject({ name: z.string(), arguments: z.string() }),
      }),
    )
    .nullish(),
  tool_call_id: z.string().nullish(),
});

export const chatRequestSchema = z.looseObject({
  ...generationFields,
  messages: z.array(message),
  max_completion_tokens: z.int().nullish(),
  logprobs: z.boolean().nullish(),
  top_logprobs: z.int().nullish(),
  tools: z.array(tool).nullish(),
  tool_choice: toolChoice.nullish(),
  parallel_tool_calls: z.boolean().nullish(),
  echo: z.boolean().optional(),
  add_generation_prompt: z.boolean().optional(),
  continue_final_message: z.boolean().optional(),
});

export const completionRequestSchema = z.looseObject({
  ...generationFields,
  prompt: z.union([z.string(), z.array(z.string()), z.array(z.int()), z.array(z.array(z.int()))]),
  logprobs: z.int().nullish(),
  echo: z.boolean().nullish(),
  suffix: z.string().nullish(),
});

export const tokenizeRequestSchema = z.looseObject({
  model: z.string().nullish(),
  prompt: z.string().optional(),
  messages: z.array(message).optional(),
  tools: z.array(tool).nullish(),
  add_generation_prompt: z.boolean().optional(),
  return_token_strs: z.boolean().nullish(),
});

export const detokenizeRequestSchema = z.looseObject({
  model: z.string().nullish(),
  tokens: z.array(z.int()),
});

export type ChatBody = z.infer<typeof chatRequestSchema>;
export type CompletionBody = z.infer<typeof completionRequestSchema>;
export type GenerationBody = Pick<ChatBody & CompletionBody, keyof typeof generationFields>;
export type ContentPart = z.infer<typeof contentPart>;
export type ChatMessageBody = z.infer<typeof message>;
export type ToolBody = z.infer<typeof tool>;
