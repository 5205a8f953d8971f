import assert from "node:assert/strict";
import type { ModelErrorCode, Overflow } from "./errors.ts";
import { errorFromPayload, errorFromStatus } from "./wire-errors.ts";

const context = { host: "gpu1:8000", model: "nope", apiKey: "secret-key" };
const nested = (message: string, type: string, param: string | null, code: number | string) =>
  JSON.stringify({ error: { message, type, param, code } });
const flat = (message: string, type: string, code: number) =>
  JSON.stringify({ object: "error", message, type, param: null, code });

const tooLongNew =
  "You passed 9000 input tokens and requested 512 output tokens. However, the model's context length is only 8192 tokens, resulting in a maximum input length of 7680 tokens. Please reduce the length of the input prompt. (parameter=input_tokens, value=9000)";
const tooLongOld =
  "This model's maximum context length is 2048 tokens. However, you requested 2723 tokens (1699 in the messages, 1024 in the completion). Please reduce the length of the messages or completion.";
const noModel = "The model `nope` does not exist.";
const full =
  "The engine is currently busy and cannot accept new requests. Please try again later or on a different instance.";
const invalid =
  "1 validation error:\n  {'type': 'missing', 'loc': ('body', 'messages'), 'input': {'text': 'private code'}}";

describe("errorFromStatus", () => {
  const check = (name: string, status: number, body: string, code: ModelErrorCode) =>
    it(`takes ${name} for ${code}`, () => {
      const error = errorFromStatus(status, body, context);
      assert.equal(error.code, code);
      assert.equal(error.status, status);
    });
  check("vLLM's 401", 401, '{"error":"Unauthorized"}', "unauthorized");
  check("a proxy's 403 page", 403, "<html>Forbidden</html>", "unauthorized");
  check("an unknown model", 404, nested(noModel, "NotFoundError", "model", 404), "model_not_found");
  check(
    "an unknown model before 0.10.1",
    404,
    flat(noModel, "NotFoundError", 404),
    "model_not_found",
  );
  check("a router's unknown model", 404, '{"error":"Model nope not found."}', "model_not_found");
  check(
    "OpenAI's unknown model",
    404,
    nested("x", "invalid_request_error", null, "model_not_found"),
    "model_not_found",
  );
  check("FastAPI's unknown route", 404, '{"detail":"Not Found"}', "not_openai");
  check("vLLM's unknown route", 404, nested("Not Found", "Not Found", null, 404), "not_openai");
  check("the Rust front end's unknown route", 404, "", "not_openai");
  check("another server's 404", 404, "<html>nginx</html>", "not_openai");
  check("another server's 405", 405, "<html></html>", "not_openai");
  check(
    "a long request",
    400,
    nested(tooLongNew, "BadRequestError", "input_tokens", 400),
    "context_length",
  );
  check(
    "a long request before 0.15",
    400,
    nested(tooLongOld, "BadRequestError", null, 400),
    "context_length",
  );
  check(
    "a long request before 0.10.1",
    400,
    flat(tooLongOld, "BadRequestError", 400),
    "context_length",
  );
  check(
    "OpenAI's long request",
    400,
    nested("x", "y", null, "context_length_exceeded"),
    "context_length",
  );
  check(
    "a validation error",
    400,
    nested(invalid, "Bad Request", "body.messages", 400),
    "bad_request",
  );
  check("FastAPI's validation error", 422, '{"detail":[{"msg":"Field required"}]}', "bad_request");
  check("a body too large for a proxy", 413, "<html></html>", "bad_request");
  check("admission control", 503, nested(full, "Service Unavailable", null, 503), "busy");
  check("a rate limit", 429, nested("x", "RateLimitError", null, 429), "busy");
  check("a proxy's 503 page", 503, "<html></html>", "busy");
  check(
    "an engine failure",
    500,
    nested("Internal server error", "InternalServerError", null, 500),
    "upstream",
  );
  check("a proxy without its upstream", 502, "<html>Bad Gateway</html>", "upstream");
  check("an empty 500", 500, "", "upstream");

  it("names the model that is missing", () => {
    const error = errorFromStatus(404, nested(noModel, "NotFoundError", "model", 404), context);
    assert.equal(error.summary, "The endpoint does not serve the model nope.");
  });

  it("repeats no part of the request from a validation error", () => {
    const error = errorFromStatus(
      400,
      nested(invalid, "Bad Request", "body.messages", 400),
      context,
    );
    assert.equal(
      error.summary,
      "The endpoint refused the request: 1 validation error: (body.messages)",
    );
  });

  it("cuts long messages and never repeats the key", () => {
    const body = nested(`secret-key ${"x".repeat(5000)}`, "BadRequestError", null, 400);
    const error = errorFromStatus(400, body, context);
    assert.ok(error.summary.length < 400);
    assert.ok(!error.message.includes("secret-key"));
  });

  it("ends its sentence when the server says nothing", () => {
    assert.equal(
      errorFromStatus(400, '{"error":{}}', context).summary,
      "The endpoint refused the request: it did not say why.",
    );
    assert.equal(
      errorFromStatus(500, "", context).summary,
      "The endpoint reported an internal error.",
    );
  });

  it("keeps the request id", () =>
    assert.equal(errorFromStatus(500, "", { ...context, requestId: "r-1" }).requestId, "r-1"));
});

describe("a request that is too long", () => {
  const check = (name: string, message: string, expected: Overflow | undefined) =>
    it(`tells its figures ${name}`, () => {
      const body = nested(message, "BadRequestError", null, 400);
      assert.deepEqual(errorFromStatus(400, body, context).overflow, expected);
    });
  check("in new words", tooLongNew, { promptTokens: 9000, contextWindow: 8192 });
  check("in old words", tooLongOld, { promptTokens: 1699, contextWindow: 2048 });
  check(
    "as far as there are any",
    "This model's maximum context length is 2048 tokens. Shorten it.",
    { contextWindow: 2048 },
  );
  check("and nothing of other errors", "n must be at least 1, got 0.", undefined);
});

describe("errorFromPayload", () => {
  const check = (name: string, payload: unknown, code: ModelErrorCode | undefined) =>
    it(`takes ${name} for ${code ?? "no error"}`, () =>
      assert.equal(errorFromPayload(payload, context)?.code, code));
  check("a chunk", { choices: [] }, undefined);
  check("a chunk whose error is null", { choices: [], error: null }, undefined);
  check("nothing", null, undefined);
  check("a number", 3, undefined);
  check("a list", [1], undefined);
  check(
    "a mid-stream error",
    JSON.parse(nested("x", "InternalServerError", null, 500)),
    "upstream",
  );
  check("a flat mid-stream error", JSON.parse(flat("x", "InternalServerError", 500)), "upstream");
  check(
    "a flat long request",
    JSON.parse(flat(tooLongOld, "BadRequestError", 400)),
    "context_length",
  );
  check(
    "an unknown model in a 200",
    JSON.parse(nested(noModel, "NotFoundError", "model", 404)),
    "model_not_found",
  );
  check("an error without a code", { error: { message: "x" } }, "upstream");
  check("an error in words", { error: "boom" }, "upstream");
  check("an error whose code is text", { error: { message: "x", code: "503" } }, "busy");
});
