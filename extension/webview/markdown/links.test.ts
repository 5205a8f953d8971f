import assert from "node:assert/strict";
import { codeReference, linkTarget } from "./links.ts";

function check(href: string, expected: string | undefined) {
  assert.equal(linkTarget(href)?.href, expected, JSON.stringify(href));
}

describe("linkTarget", () => {
  it("allows http and https", () => {
    check("https://example.com/a?b=1#c", "https://example.com/a?b=1#c");
    check("HTTP://example.com", "http://example.com/");
  });

  it("reads a workspace file with or without a line", () => {
    check("src/tax.ts", "src/tax.ts");
    check("./src/tax.ts:12", "src/tax.ts:12");
    check("src/tax.ts#L12", "src/tax.ts:12");
    check("src/tax.ts#L12-L20", "src/tax.ts:12");
    check("src/my%20file.ts:3", "src/my file.ts:3");
    check("Makefile.am", "Makefile.am");
  });

  it("refuses every other scheme", () => {
    for (const href of [
      "javascript:alert(1)",
      "JaVaScRiPt:alert(1)",
      "data:text/html,x",
      "vbscript:x",
      "file:///etc/passwd",
      "command:workbench.action.terminal.new",
      "vscode://x/y.z",
      "mailto:a@b.c",
      "java\nscript:alert(1)",
      "\u0001javascript:alert(1)",
    ]) {
      check(href, undefined);
    }
  });

  it("refuses paths that leave the workspace", () => {
    for (const href of [
      "../secret.txt",
      "src/../../secret.txt",
      "/etc/passwd",
      "//evil.example/x.js",
      "C:\\secret.txt",
      "c:/secret.txt",
      "\\\\server\\share.txt",
      "src/%2e%2e/%2e%2e/secret.txt",
      "src%2f..%2fsecret.txt",
      "a%00.ts",
      "a%zz.ts",
    ]) {
      check(href, undefined);
    }
  });

  it("refuses what disguises its target", () => {
    check("https://bank.example@evil.example/", undefined);
    check("https://example.com/\u202egpj.exe", undefined);
    check("https://", undefined);
    check(`https://example.com/${"a".repeat(3_000)}`, undefined);
  });

  it("refuses a plain word, an anchor and nothing", () => {
    for (const href of ["here", "#part", "?q", ""]) check(href, undefined);
  });
});

describe("codeReference", () => {
  it("reads a file with a line", () => {
    assert.deepEqual(codeReference("src/tax.ts:12"), { kind: "file", href: "src/tax.ts:12" });
    assert.deepEqual(codeReference("tax.ts:12-20"), { kind: "file", href: "tax.ts:12" });
  });

  it("leaves other code alone", () => {
    for (const code of ["a.b", "map.get", "x:1", "localhost:8000", "a.b(1):2", "../a.ts:1"]) {
      assert.equal(codeReference(code), undefined, code);
    }
  });
});
