// Finds out whether a model sees images, with the smallest request that shows it. Reads no picture and no model name.

import { ModelError } from "./errors.ts";
import { advise, attempt, type Finding, failure, say } from "./finding.ts";
import { askShortly, isBroken, type Subject } from "./short-question.ts";

/** 64 by 64 white pixels: some models refuse an image smaller than one of their squares, and would pass for blind. */
const whiteSquare =
  "iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAIAAAAlC+aJAAAAS0lEQVR42u3PMQ0AAAwDoPo33UrYvQQckD4XAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAYHLAMpT0sIcNbcEAAAAAElFTkSuQmCC";

/** Learns `vision`, unless the answer says nothing about it. */
export async function probeVision(subject: Subject, signal: AbortSignal): Promise<Finding> {
  const answer = await attempt(() =>
    askShortly(
      subject,
      {
        maxTokens: 1,
        messages: [
          {
            role: "user",
            content: "Say yes.",
            images: [{ mediaType: "image/png", base64: whiteSquare }],
          },
        ],
      },
      signal,
    ),
  );
  if (isBroken(answer)) return failure(answer);
  if (answer instanceof ModelError) {
    return {
      outcome: "warning",
      ...say("The model sees no images."),
      remedy: advise("Route chat to a model with vision if you want to attach images."),
      error: answer,
      learned: { vision: false },
    };
  }
  return { outcome: "ok", ...say("The model sees images."), learned: { vision: true } };
}
