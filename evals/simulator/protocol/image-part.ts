// Images in messages: which models see them, what each costs in the prompt, and vLLM's texts for what it refuses. No
// picture is decoded.
import { imageTokens } from "../../../core/chat/image-tokens.ts";
import { badRequest } from "./errors.ts";
import type { ChatMessageBody, ContentPart } from "./request-schema.ts";

/** There are no weights to look into, so the name of a model says whether it sees: `qwen3-vl`, `any-vision`. */
export function seesImages(model: string): boolean {
  return /(?:^|[^a-z])(?:vl|vision)(?:[^a-z]|$)/i.test(model);
}

/** @throws RequestRejected for parts that the model cannot take */
export function checkParts({ content }: ChatMessageBody, model: string): void {
  if (!Array.isArray(content)) return;
  for (const part of content) {
    if (typeof part === "string" || part.type === "text") continue;
    if (!seesImages(model)) throw badRequest(`${model} is not a multimodal model`);
    if (part.type !== "image_url") throw badRequest(`Unknown part type: ${part.type}`);
    if (dataOf(part) === undefined) {
      throw badRequest("The URL must be either a HTTP, data or file URL.");
    }
  }
}

/** What Qwen's template puts before the text, one pad for each token of the picture. */
export function imageMarks({ content }: ChatMessageBody): string {
  if (!Array.isArray(content)) return "";
  return content
    .map(dataOf)
    .filter((data) => data !== undefined)
    .map((data) => {
      // The two marks are among the tokens.
      const pads = "<|image_pad|>".repeat(imageTokens(data) - 2);
      return `<|vision_start|>${pads}<|vision_end|>`;
    })
    .join("");
}

/** Nothing is fetched: only what the request itself carries is an image. */
function dataOf(part: ContentPart): string | undefined {
  const url = typeof part === "string" ? undefined : part.image_url?.url;
  return /^data:image\/[\w+.-]+;base64,(.+)$/.exec(url ?? "")?.[1];
}
