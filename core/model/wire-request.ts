// Writes a request as OpenAI-compatible JSON. Sends nothing exotic on its own: what the caller left undefined is absent.
import type {
  ChatMessage,
  ChatRequest,
  CompletionRequest,
  MessageImage,
  Sampling,
} from "./request.ts";

type Json = Record<string, unknown>;

export function chatBody(request: ChatRequest): Json {
  const { messages, tools, toolChoice, responseFormat } = request;
  return compact({
    ...samplingBody(request),
    model: request.model,
    messages: messages.map(messageBody),
    tools: tools?.map((tool) => ({ type: "function", function: tool })),
    tool_choice:
      typeof toolChoice === "object" ? { type: "function", function: toolChoice } : toolChoice,
    response_format:
      responseFormat?.type === "json_schema"
        ? {
            type: "json_schema",
            json_schema: { name: responseFormat.name, schema: responseFormat.schema, strict: true },
          }
        : responseFormat,
  });
}

export function completionBody(request: CompletionRequest): Json {
  return compact({ ...samplingBody(request), model: request.model, prompt: request.prompt });
}

function samplingBody(sampling: Sampling): Json {
  return {
    ...sampling.extra,
    // `max_tokens` rather than `max_completion_tokens`: every version of vLLM takes it, on both routes.
    max_tokens: sampling.maxTokens,
    temperature: sampling.temperature,
    top_p: sampling.topP,
    seed: sampling.seed,
    stop: sampling.stop,
    stream: true,
    // Always sent, because vLLM's own default has changed between versions.
    stream_options: { include_usage: true },
  };
}

function messageBody(message: ChatMessage): Json {
  switch (message.role) {
    case "system":
      return { role: "system", content: message.content };
    case "user":
      return { role: "user", content: userContent(message.content, message.images ?? []) };
    case "tool":
      return { role: "tool", content: message.content, tool_call_id: message.toolCallId };
    case "assistant": {
      const calls = message.toolCalls?.map(({ id, name, arguments: json }) => ({
        id,
        type: "function",
        function: { name, arguments: json },
      }));
      if (calls === undefined || calls.length === 0) {
        return { role: "assistant", content: message.content };
      }
      return { role: "assistant", content: message.content || null, tool_calls: calls };
    }
  }
}

/** Parts only where there is an image: servers without vision refuse parts of any kind but text, old ones all of them. */
function userContent(text: string, images: readonly MessageImage[]): string | Json[] {
  if (images.length === 0) return text;
  const pictures = images.map(({ mediaType, base64 }) => ({
    type: "image_url",
    image_url: { url: `data:${mediaType};base64,${base64}` },
  }));
  return [{ type: "text", text }, ...pictures];
}

function compact(body: Json): Json {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
}
