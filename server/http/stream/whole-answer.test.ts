import assert from "node:assert/strict";
import { readUsage, type WholeAnswer } from "./whole-answer.ts";

function check(title: string, body: string, expected: Partial<WholeAnswer>): void {
  it(title, () => {
    const nothing = { usage: undefined, finish: undefined, error: undefined };
    assert.deepEqual(readUsage(Buffer.from(body)), { ...nothing, ...expected });
  });
}

const counts = '"usage":{"prompt_tokens":31,"total_tokens":95,"completion_tokens":64}';
const usage = { promptTokens: 31, completionTokens: 64 };

describe("readUsage", () => {
  check(
    "a chat",
    `{"id":"x","choices":[{"index":0,"message":{"role":"assistant","content":"\\"usage\\":{\\"prompt_tokens\\":1}","tool_calls":[]},"finish_reason":"stop","stop_reason":null}],"service_tier":null,${counts},"prompt_logprobs":null}`,
    { usage, finish: "stop" },
  );
  check(
    "cached tokens",
    '{"usage":{"prompt_tokens":3,"completion_tokens":1,"prompt_tokens_details":{"cached_tokens":2}}}',
    { usage: { promptTokens: 3, completionTokens: 1, cachedTokens: 2 } },
  );
  check(
    "embeddings",
    '{"object":"list","data":[{"embedding":[0.1,-2e-3]}],"usage":{"prompt_tokens":4,"total_tokens":4}}',
    { usage: { promptTokens: 4, completionTokens: 0 } },
  );
  check("usage only of the top level", `{"metadata":{${counts}},"choices":[]}`, {});
  check("a choice that has not ended", '{"choices":[{"finish_reason":null}]}', {});
  check("no finish beside the choices", '{"choices":[],"x":{"finish_reason":"stop"}}', {});
  check(
    "an error with 200",
    '{"error":{"message":"Internal server error","type":"InternalServerError","param":null,"code":500}}',
    { error: { type: "InternalServerError", status: 500 } },
  );
  check(
    "an error of an old server",
    '{"object":"error","message":"no","type":"BadRequestError","param":null,"code":400}',
    { error: { type: "BadRequestError", status: 400 } },
  );
  check("an error that is a text", '{"error":"Unauthorized"}', {
    error: { type: undefined, status: undefined },
  });
  check("an error of null", `{"error":null,${counts}}`, { usage });
  check("counts that make no sense", '{"usage":{"prompt_tokens":1.5,"completion_tokens":2}}', {});
  check("usage of null", '{"usage":null}', {});
  for (const body of ["", "[]", "<!doctype html>", "null", `{${counts}`, "\u0000"]) {
    check(`no JSON object: ${JSON.stringify(body.slice(0, 20))}`, body, {});
  }
});
