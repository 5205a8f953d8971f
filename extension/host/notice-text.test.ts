import assert from "node:assert/strict";
import { noticeText } from "./notice-text.ts";

function check(text: string, expected: string) {
  assert.equal(noticeText(text), expected);
}

describe("noticeText", () => {
  it("leaves what is no link as it is", () =>
    check("No model [qwen] (7b) at 127.0.0.1:1.", "No model [qwen] (7b) at 127.0.0.1:1."));

  it("makes no link of what a server says", () => {
    check("[Fix it](command:do.harm) now", "[Fix it] (command:do.harm) now");
    check("[a](HTTPS://b) [c](file:///d)", "[a] (HTTPS://b) [c] (file:///d)");
  });
});
