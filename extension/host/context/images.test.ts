import assert from "node:assert/strict";
import { imageReference } from "./images.ts";

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const seeing = async () => ({ model: "qwen-vl", isSeeing: true });
const blind = async () => ({ model: "qwen3-coder", isSeeing: false });

const unreachable = async () => ({ refusal: "The endpoint is not there." });

async function check(
  bytes: Buffer,
  sees: typeof seeing | typeof unreachable,
  expected: RegExp | "image/png" | "image/gif",
) {
  const signal = new AbortController().signal;
  const given = { name: "shot.png", base64: bytes.toString("base64") };
  const found = await imageReference(given, sees, signal);
  if (typeof expected === "string") {
    assert.deepEqual(found, { kind: "image", mediaType: expected, ...given });
  } else assert.match("refusal" in found ? found.refusal : "", expected);
}

describe("imageReference", () => {
  it("takes an image for a model that sees", () => check(png, seeing, "image/png"));
  it("goes by the bytes and not by the name", () =>
    check(Buffer.from("GIF89a…", "latin1"), seeing, "image/gif"));
  it("refuses for a model without vision and names it", () =>
    check(png, blind, /^qwen3-coder cannot see images/));
  it("says why the model could not be asked", () =>
    check(png, unreachable, /^The endpoint is not there/));
  it("refuses what is no image", () => check(Buffer.from("<svg/>"), seeing, /PNG, JPEG/));
  it("refuses what is too large before it asks anybody", () =>
    check(Buffer.concat([png, Buffer.alloc(5_000_000)]), blind, /larger than 5 MB/));
});
