import assert from "node:assert/strict";
import { ModelError, type ModelErrorCode, modelErrors } from "./errors.ts";

describe("ModelError", () => {
  for (const code of Object.keys(modelErrors) as ModelErrorCode[]) {
    it(`says what ${code} is and what to do, with and without details`, () => {
      for (const error of [new ModelError(code), new ModelError(code, { detail: "gpu1:8000" })]) {
        assert.match(error.summary, /^[A-Zg].*\S[.]?$/);
        assert.doesNotMatch(error.message, /\{|\}|undefined| {2}|\.\.|: *$/);
        assert.match(error.remedy, /^[A-Z].*\.$/);
        assert.equal(error.message, `${error.summary} ${error.remedy}`);
      }
    });
  }

  it("takes details literally", () =>
    assert.match(new ModelError("bad_request", { detail: "$& $1" }).summary, /\$& \$1/));
});
