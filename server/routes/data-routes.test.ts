import assert from "node:assert/strict";
import { dataRoutes, pathAt } from "./data-routes.ts";

function check(path: string, basePath: string, expected: string): void {
  it(`finds ${path} of ${basePath || "no path"} at ${expected}`, () => {
    const route = dataRoutes.find((each) => each.path === path);
    assert.equal(route && pathAt(route, basePath), expected);
  });
}

describe("pathAt", () => {
  check("/v1/chat/completions", "/v1", "/v1/chat/completions");
  check("/v1/chat/completions", "/models/a/v1", "/models/a/v1/chat/completions");
  check("/v1/embeddings", "", "/embeddings");
  check("/tokenize", "/v1", "/tokenize");
  check("/detokenize", "/models/a/v1", "/models/a/detokenize");
});
