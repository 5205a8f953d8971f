import assert from "node:assert/strict";
import type { Reference } from "./reference.ts";
import type { Turn } from "./turn.ts";
import { withoutImages } from "./unseen-images.ts";

const image: Reference = { kind: "image", name: "a.png", mediaType: "image/png", base64: "" };
const problems: Reference = { kind: "problems", path: "a.ts", problems: [] };

describe("withoutImages", () => {
  it("takes images out of every turn, and counts them", () => {
    const turn: Turn = { prompt: "chat", question: "q", references: [image, problems] };
    const seen = withoutImages(turn, [{ turn: { ...turn, references: [image] }, answer: "a" }]);
    assert.deepEqual(seen, {
      turn: { ...turn, references: [problems] },
      past: [{ turn: { ...turn, references: [] }, answer: "a" }],
      unseen: 2,
    });
  });
});
