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
  });

  it("escapes what it is given", () => {
    const html = pageHtml({ ...page, title: "</title><script>" });
    assert.doesNotMatch(html, /<title><\/title>/);
    assert.match(html, /src="https:\/\/host\/chat\.js\?a=1&amp;b=2"/);
  });
});
