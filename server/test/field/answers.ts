// Questions and answers as vLLM writes them, for upstreams that are made of bytes.

export const question = { model: "qwen", messages: [{ role: "user", content: "hello" }] };
export const streamed = { ...question, stream: true };

export const whole =
  '{"id":"c","object":"chat.completion","choices":[{"index":0,"message":{"role":"assistant","content":"hi"},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"total_tokens":5,"completion_tokens":2}}';

/** One token of a chat. */
export function token(text: string): string {
  return `data: {"id":"c","choices":[{"index":0,"delta":{"content":"${text}"},"finish_reason":null}]}\n\n`;
}

/** One token of a completion. */
export function textToken(text: string): string {
  return `data: {"id":"c","choices":[{"index":0,"text":"${text}","finish_reason":null}]}\n\n`;
}

export const finish =
  'data: {"id":"c","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\n';
export const usage =
  'data: {"id":"c","choices":[],"usage":{"prompt_tokens":3,"total_tokens":5,"completion_tokens":2}}\n\n';
export const done = "data: [DONE]\n\n";
