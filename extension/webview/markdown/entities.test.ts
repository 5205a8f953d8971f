import assert from "node:assert/strict";
import { decodeEntities } from "./entities.ts";

describe("decodeEntities", () => {
  it("decodes names, decimal and hexadecimal numbers", () => {
    assert.equal(decodeEntities("&lt;b&gt; &amp; &#39;x&#x27; &rarr;"), "<b> & 'x' →");
  });

  it("decodes once", () => {
    assert.equal(decodeEntities("&amp;lt;"), "&lt;");
  });

  it("keeps unknown names and lone ampersands", () => {
    assert.equal(
      decodeEntities("a && b &nosuch; &constructor; &"),
      "a && b &nosuch; &constructor; &",
    );
  });

  it("replaces what is no character", () => {
    assert.equal(decodeEntities("&#0;&#xD800;&#9999999;"), "\ufffd\ufffd\ufffd");
  });
});
