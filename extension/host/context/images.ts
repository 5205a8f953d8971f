// Takes an image that was pasted or dropped: checks what it is and how large, and whether the model that answers chat
// sees images at all. It trusts the bytes and not the name.

import type { ImageReference } from "../../../core/chat/reference.ts";
import { t } from "../../words.ts";
import type { ImageSight } from "../endpoints/image-sight.ts";
import type { NotAttached } from "./context.ts";

/** As large as a view may send; beyond it a picture costs more tokens than it says. */
const maxBytes = 5_000_000;

/** The first bytes in hexadecimal (PNG 1.2 §5.2, JFIF 1.02, GIF89a, RFC 9649 §2.4). */
const signatures: readonly [ImageReference["mediaType"], RegExp][] = [
  ["image/png", /^89504e470d0a1a0a/],
  ["image/jpeg", /^ffd8ff/],
  ["image/gif", /^474946383[79]61/],
  ["image/webp", /^52494646.{8}57454250/],
];

/** `sees`: whether the model of the chat takes images, with its name for the refusal. */
export async function imageReference(
  given: { name: string; base64: string },
  sees: (signal: AbortSignal) => Promise<ImageSight | NotAttached>,
  signal: AbortSignal,
): Promise<ImageReference | NotAttached> {
  const bytes = Buffer.from(given.base64, "base64");
  if (bytes.length > maxBytes) {
    return { refusal: t("The image is larger than 5 MB: make it smaller and paste it again.") };
  }
  const start = bytes.toString("hex", 0, 16);
  const mediaType = signatures.find(([, signature]) => signature.test(start))?.[0];
  if (mediaType === undefined) {
    return { refusal: t("This is no image that models take: use PNG, JPEG, GIF or WebP.") };
  }
  const sight = await sees(signal);
  if ("refusal" in sight) return sight;
  if (!sight.isSeeing) {
    return {
      refusal: t("{0} cannot see images: select a model with vision, or describe it.", sight.model),
    };
  }
  return { kind: "image", name: given.name, mediaType, base64: bytes.toString("base64") };
}
