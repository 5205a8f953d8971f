// Whether the model that answers chat sees images: asked once with the smallest picture, then known. Whoever attaches an
// image waits for it; nobody else does.

import { ModelError } from "../../../core/model/errors.ts";
import type { NotAttached } from "../context/context.ts";
import { errorText } from "../error-words.ts";
import { SetupError } from "../setup-error.ts";
import type { Endpoints } from "./endpoints.ts";

export type ImageSight = { model: string; isSeeing: boolean };

/** A refusal where nobody could be asked. */
export async function chatSeesImages(
  endpoints: Endpoints,
  signal: AbortSignal,
): Promise<ImageSight | NotAttached> {
  try {
    return await askOnce(endpoints, signal);
  } catch (error) {
    if (!(error instanceof ModelError || error instanceof SetupError)) throw error;
    return { refusal: errorText(error) };
  }
}

async function askOnce(endpoints: Endpoints, signal: AbortSignal): Promise<ImageSight> {
  const { client, endpoint, model, seesImages } = await endpoints.connect("chat", signal);
  if (seesImages !== undefined) return { model, isSeeing: seesImages };
  const { probeVision } = await import("../../../core/model/probe-vision.ts");
  const finding = await probeVision({ client, model }, signal);
  // A server that does not answer says nothing about the model.
  if (finding.outcome === "failed" && finding.error !== undefined) throw finding.error;
  if (finding.learned !== undefined) endpoints.learn(endpoint.url, model, finding.learned);
  return { model, isSeeing: finding.learned?.vision === true };
}
