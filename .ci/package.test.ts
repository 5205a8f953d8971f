import assert from "node:assert/strict";
import { faultOfSize, faultsOfContent } from "./package.ts";

const whole = [
  "package.json",
  "package.nls.json",
  "package.nls.de.json",
  "l10n/bundle.l10n.de.json",
  "README.md",
  "CHANGELOG.md",
  "LICENSE",
  "dist/extension.cjs",
  "dist/extension-later.cjs",
  "dist/webview/chat.js",
  "dist/webview/chat.css",
  "dist/webview/evals.js",
  "dist/eval.cjs",
  "dist/wasm-worker.cjs",
  "dist/quickjs.cjs",
  "dist/recheck.br",
  "dist/suites.json",
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
      [
        ...whole,
        "dist/tandem.js",
        "dist/eval.cjs.map",
        "dist/extension.cjs.map",
        "core/model/client.ts",
      ],
      [
        "dist/tandem.js does not belong in it",
        "dist/eval.cjs.map does not belong in it",
        "dist/extension.cjs.map does not belong in it",
        "core/model/client.ts does not belong in it",
      ],
    );
  });

  it("names what is missing", () => {
    check(
      whole.filter((name) => !["l10n/bundle.l10n.de.json", "dist/extension.cjs"].includes(name)),
      ["l10n/bundle.l10n.de.json is missing", "dist/extension.cjs is missing"],
    );
  });
});

describe("faultOfSize", () => {
  it("accepts two million bytes", () => assert.equal(faultOfSize(2_000_000), undefined));
  it("names both sizes when there are more", () =>
    assert.match(
      faultOfSize(2_000_001) ?? "",
      /^The package has 2,000,001 bytes and may have 2,000,000: /,
    ));
});
