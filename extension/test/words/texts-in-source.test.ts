import assert from "node:assert/strict";
import { textsInSource } from "./texts-in-source.ts";

function check(source: string, texts: string[], nonLiterals: string[] = []): void {
  const found = textsInSource(source);
  assert.deepEqual(
    [found.texts, found.nonLiterals.map(({ inner }) => inner)],
    [texts, nonLiterals],
  );
}

describe("textsInSource", () => {
  it("finds a text with its values", () => check('t("{0} at {1}", model, host)', ["{0} at {1}"]));
  it("reads escapes and both quotes", () =>
    check(`t('a "b"'); t("c\\u00a0d"); t(\`e\`)`, ['a "b"', "c\u00a0d", "e"]));
  it("finds both texts of a pair, over lines and behind a count that is a call", () =>
    check('plural(count(a, [b]), [\n  "{0} file of {1}",\n  "{0} files of {1}",\n], name)', [
      "{0} file of {1}",
      "{0} files of {1}",
    ]));
  it("finds what stands in a template, in a template", () =>
    check(`\`a \${t("b")} \${html\`<p title=\${t("c")}>\${x ? { d: t("e") } : ""}</p>\`}\``, [
      "b",
      "c",
      "e",
    ]));
  it("takes no comment, string or regular expression for code", () =>
    check('// t("a")\n/* t("b") */ "t(\\"c\\")"; /t("d")[/]"/.test(e); 1 / 2; f() / t("g")', [
      "g",
    ]));
  it("takes nobody else's functions for ours", () =>
    check('i18n.t("a"); at("b"); function t(message: string) {}; format("c"); t', []));
  it("names what is no literal, with its line", () => {
    check("t(error.summary, 1)", [], ["error.summary"]);
    check('t("a" + b)', [], ['"a" + b']);
    check(`t(\`a \${b}\`)`, [], [`\`a \${b}\``]);
    check("plural(n, forms)", [], ["forms"]);
    check('plural(n, ["a", b])', [], ['["a", b]']);
    assert.equal(textsInSource("\n\nt(x)").nonLiterals[0]?.line, 3);
  });
});
