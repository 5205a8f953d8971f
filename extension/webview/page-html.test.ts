import assert from "node:assert/strict";
import { pageHtml } from "./page-html.ts";

const page = {
  scriptUri: "https://host/chat.js?a=1&b=2",
  styleUri: "https://host/chat.css",
  cspSource: "https://*.vscode-cdn.net",
  nonce: "abc123",
  title: 'Tandem "chat"',
};

describe("pageHtml", () => {
  it("allows one script by nonce and nothing inline", () => {
    const html = pageHtml(page);
    const csp = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1];
    assert.match(csp ?? "", /^default-src 'none'; script-src 'nonce-abc123'; style-src https:/);
    assert.doesNotMatch(html, /unsafe|<style|style=|<script>/);
    assert.equal(html.match(/<script nonce="abc123"/g)?.length, 1);
    assert.equal(html.match(/<script/g)?.length, 1);
  });

  it("escapes what it is given", () => {
    const html = pageHtml({ ...page, title: "</title><script>" });
    assert.doesNotMatch(html, /<title><\/title>/);
    assert.match(html, /src="https:\/\/host\/chat\.js\?a=1&amp;b=2"/);
  });

  it("is English unless it is given another language", () => {
    assert.match(pageHtml(page), /<html lang="en">/);
    const html = pageHtml({ ...page, l10n: { language: "de", bundle: { Send: "Senden" } } });
    assert.match(html, /<html lang="de">/);
    assert.match(
      html,
      /<script type="application\/json" id="[\w-]+">\{"Send":"Senden"\}<\/script>/,
    );
  });

  it("lets no translation end the block it stands in", () => {
    const bundle = { a: "</script><script>alert(1)</script>", b: "<!-- <script>", c: '"\\' };
    const html = pageHtml({ ...page, l10n: { language: 'x" onload="y', bundle } });
    const [, json = ""] = /application\/json" id="[\w-]+">(.*?)<\/script>/.exec(html) ?? [];
    assert.deepEqual(JSON.parse(json), bundle);
    assert.doesNotMatch(json, /</);
    assert.doesNotMatch(html, / onload="/);
  });
});
