// Builds DOM nodes from marked's inline tokens: text, emphasis, code, links. Everything a model writes ends up in text
// nodes; HTML is shown as typed, images as their description and address, and only allowed targets become links.
import type { MarkedToken, Token, Tokens } from "marked";
import { t } from "../../words.ts";
import { decodeEntities } from "./entities.ts";
import { announceIntent } from "./intents.ts";
import { codeReference, type LinkTarget, linkTarget } from "./links.ts";

/** Deeper than anyone nests emphasis on purpose; below it the source is shown. */
const maxDepth = 20;

/** marked without extensions yields only its own tokens, which its types do not say. */
export function ownTokens(tokens: readonly Token[] | undefined): MarkedToken[] {
  return (tokens ?? []) as MarkedToken[];
}

export function inlineNodes(tokens: readonly Token[] | undefined, depth = 0): Node[] {
  return ownTokens(tokens).map((token) => inlineNode(token, depth));
}

export function inlineNode(token: MarkedToken, depth = 0): Node {
  if (depth > maxDepth) return document.createTextNode(token.raw);
  switch (token.type) {
    case "text":
      return token.tokens
        ? element("span", inlineNodes(token.tokens, depth + 1))
        : document.createTextNode(shownText(token));
    case "escape":
      return document.createTextNode(token.text);
    case "strong":
    case "em":
    case "del":
      return element(token.type, inlineNodes(token.tokens, depth + 1));
    case "codespan":
      return codeSpan(token.text);
    case "br":
      return document.createElement("br");
    case "link":
      return link(token, depth);
    case "image":
      return document.createTextNode(`${token.text || t("image")} (${token.href})`);
    case "checkbox":
      return checkbox(token.checked);
    case "html":
      return /^<br\s*\/?>$/i.test(token.raw.trim())
        ? document.createElement("br")
        : document.createTextNode(token.raw);
    default:
      return document.createTextNode(token.raw);
  }
}

/** What a text token reads as. */
export function shownText(token: Tokens.Text): string {
  return decodeEntities(token.text);
}

function codeSpan(text: string): Node {
  const code = element("code", [text]);
  const target = codeReference(text);
  return target ? anchor(target, [code], text) : code;
}

function link(token: Tokens.Link, depth: number): Node {
  const target = linkTarget(token.autolink ? token.href : decodeEntities(token.href));
  const content = inlineNodes(token.tokens, depth + 1);
  if (target) return anchor(target, content, token.title ?? undefined);
  // Not followed, but not hidden either: the reader sees where it wanted to go.
  const isBare = token.text === token.href;
  return element("span", isBare ? content : [...content, ` (${token.href})`]);
}

function anchor(target: LinkTarget, content: (Node | string)[], title?: string): HTMLElement {
  const node = document.createElement("a");
  node.href = target.kind === "web" ? target.href : "#";
  node.title = title && title !== target.href ? `${title} (${target.href})` : target.href;
  node.append(...content);
  node.addEventListener("click", (event) => {
    event.preventDefault();
    // VS Code's own click handler sits on the document and would open a web link a second time.
    event.stopPropagation();
    announceIntent(node, "markdown-open", target.href);
  });
  return node;
}

function checkbox(checked: boolean): HTMLElement {
  const box = document.createElement("input");
  box.type = "checkbox";
  box.disabled = true;
  box.checked = checked;
  box.setAttribute("aria-label", checked ? t("done") : t("not done"));
  return box;
}

export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  content: readonly (Node | string)[] = [],
): HTMLElementTagNameMap[Name] {
  const node = document.createElement(name);
  node.append(...content);
  return node;
}
