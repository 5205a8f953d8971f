import assert from "node:assert/strict";
import { createCapabilityCache } from "./capabilities.ts";

const url = "http://gpu1:8000/v1";

describe("createCapabilityCache", () => {
  it("knows nothing at first", () => assert.equal(createCapabilityCache().get(url), undefined));

  it("adds what was learned to what was known, for each model apart", () => {
    const cache = createCapabilityCache();
    cache.add(url, "a", { contextWindow: 1, canTokenize: true });
    cache.add(url, "a", { contextWindow: 2 });
    cache.add(url, "b", { contextWindow: 3 });
    assert.deepEqual(cache.get(url, "a"), { contextWindow: 2, canTokenize: true });
    assert.deepEqual(cache.get(url, "b"), { contextWindow: 3 });
    assert.equal(cache.get(url), undefined);
  });

  it("forgets one endpoint or all", () => {
    const cache = createCapabilityCache();
    cache.add(url, "a", {});
    cache.add("http://gpu2/v1", "a", {});
    cache.invalidate(url);
    assert.equal(cache.get(url, "a"), undefined);
    assert.deepEqual(cache.get("http://gpu2/v1", "a"), {});
    cache.invalidate();
    assert.equal(cache.get("http://gpu2/v1", "a"), undefined);
  });
});
