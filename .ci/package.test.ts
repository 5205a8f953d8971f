import assert from "node:assert/strict";
import { faultsOfContent } from "./package.ts";

const whole = [
  "package.json",
  "README.md",
  "CHANGELOG.md",
  "LICENSE",
  "dist/extension.cjs",
  "dist/webview/chat.js",
  "dist/webview/chat.css",
  "media/icon.png",
];

function check(files: readonly string[], expected: string[]): void {
  assert.deepEqual(faultsOfContent(files), expected);
}

describe("faultsOfContent", () => {
  it("accepts the extension and nothing more", () => {
    check(whole, []);
  });

  it("names what does not belong in the package", () => {
    check(
      [...whole, "dist/tandem.js", "dist/extension.cjs.map", "core/model/client.ts"],
      [
        "dist/tandem.js does not belong in it",
        "dist/extension.cjs.map does not belong in it",
        "core/model/client.ts does not belong in it",
      ],
    );
  });

  it("names what is missing", () => {
    check(
      whole.filter((name) => name !== "dist/extension.cjs"),
      ["dist/extension.cjs is missing"],
    );
  });
});
