// The special tokens of Qwen's coder models under their own numbers, because clients send those numbers as
// `stop_token_ids`. Source of the numbers: the tokenizer_config.json of Qwen2.5-Coder and Qwen3-Coder.

export const firstSpecialId = 151_643;

/** In the order of their ids, without gaps. */
const names = [
  "<|endoftext|>",
  "<|im_start|>",
  "<|im_end|>",
  "<|object_ref_start|>",
  "<|object_ref_end|>",
  "<|box_start|>",
  "<|box_end|>",
  "<|quad_start|>",
  "<|quad_end|>",
  "<|vision_start|>",
  "<|vision_end|>",
  "<|vision_pad|>",
  "<|image_pad|>",
  "<|video_pad|>",
  "<tool_call>",
  "</tool_call>",
  "<|fim_prefix|>",
  "<|fim_middle|>",
  "<|fim_suffix|>",
  "<|fim_pad|>",
  "<|repo_name|>",
  "<|file_sep|>",
  "<tool_response>",
  "</tool_response>",
  "<think>",
  "</think>",
] as const;

export type SpecialToken = (typeof names)[number];

const idOfName = new Map<string, number>(
  names.map((name, index) => [name, firstSpecialId + index]),
);

export const endOfSpecialIds = firstSpecialId + names.length;

export function specialId(name: SpecialToken): number {
  return firstSpecialId + names.indexOf(name);
}

export function specialIdOf(text: string): number | undefined {
  return idOfName.get(text);
}

export function specialName(id: number): string | undefined {
  return names[id - firstSpecialId];
}

/** The tokens that vanish from an answer's text under `skip_special_tokens`; the tool and think marks are ordinary. */
export function isSkippedInText(id: number): boolean {
  return specialName(id)?.startsWith("<|") ?? false;
}

/** Matches any special token; its alternatives are literal. */
export const specialPattern = new RegExp(
  `(${names.map((name) => name.replace(/[|<>/]/g, "\\$&")).join("|")})`,
);
