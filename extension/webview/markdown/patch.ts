// Keeps DOM nodes in step with a list of marked tokens that grows: what reads the same keeps its node, text that got
// longer gets the rest appended, and only what really changed is built anew. It does not lex.
import type { MarkedToken, Token, Tokens } from "marked";
import { t } from "../../words.ts";
import { CodeBlock } from "./code-block.ts";
import type { IdleQueue } from "./idle.ts";
import { element, inlineNode, inlineNodes, ownTokens, shownText } from "./inline.ts";

/** A token and the node that shows it, with the same for what is inside. */
export type Rendered = {
  token: MarkedToken;
  node: ChildNode;
  children?: { parent: Element; parts: Rendered[] };
  code?: CodeBlock;
};

const maxDepth = 40;
const headingNames = ["h3", "h4", "h5", "h6"] as const;

/** Makes `parent`'s nodes from `previous` on show `tokens`; these must be the last ones in `parent`. */
export function patch(
  parent: Element,
  previous: readonly Rendered[],
  tokens: readonly Token[] | undefined,
  place: { idle: IdleQueue; depth: number },
): Rendered[] {
  const shown = ownTokens(tokens).filter(({ type }) => type !== "space" && type !== "def");
  const next = shown.map((token, index) => {
    const before = previous[index];
    if (before && reuse(before, token, place)) return before;
    const made = create(token, place);
    if (before) before.node.replaceWith(made.node);
    else parent.append(made.node);
    return made;
  });
  for (const extra of previous.slice(shown.length)) extra.node.remove();
  return next;
}

/** Every code block among `parts`, in order. */
export function codeBlocks(parts: readonly Rendered[]): CodeBlock[] {
  return parts.flatMap((part) => [
    ...(part.code ? [part.code] : []),
    ...codeBlocks(part.children?.parts ?? []),
  ]);
}

function reuse(before: Rendered, token: MarkedToken, place: Parameters<typeof patch>[3]): boolean {
  const known = before.token;
  if (!sameShape(known, token)) return false;
  if (known.raw === token.raw) return true;
  if (before.code && token.type === "code") {
    before.code.update(token.text);
  } else if (before.node instanceof Text && token.type === "text") {
    growText(before.node, shownText(token));
  } else if (before.children) {
    const { parent, parts } = before.children;
    const deeper = { ...place, depth: place.depth + 1 };
    before.children.parts = patch(parent, parts, childTokens(token), deeper);
  } else {
    return false;
  }
  before.token = token;
  return true;
}

function growText(node: Text, text: string): void {
  if (text.startsWith(node.data)) node.appendData(text.slice(node.data.length));
  else node.data = text;
}

/** Whether a node made for one token could show the other. */
function sameShape(a: MarkedToken, b: MarkedToken): boolean {
  if (a.type !== b.type) return false;
  if (a.type === "list" && b.type === "list") return a.ordered === b.ordered && a.start === b.start;
  if (a.type === "heading" && b.type === "heading") return a.depth === b.depth;
  if (a.type === "code" && b.type === "code") return a.lang === b.lang;
  if (a.type === "text" && b.type === "text") return !a.tokens === !b.tokens;
  return true;
}

function childTokens(token: MarkedToken): readonly Token[] | undefined {
  if (token.type === "list") return token.items;
  return "tokens" in token ? token.tokens : undefined;
}

function create(token: MarkedToken, place: Parameters<typeof patch>[3]): Rendered {
  if (place.depth > maxDepth) return { token, node: document.createTextNode(token.raw) };
  switch (token.type) {
    case "paragraph":
      return container(token, element("p"), place);
    case "heading":
      return container(token, headingElement(token), place);
    case "blockquote":
      return container(token, element("blockquote"), place);
    case "list":
      return container(token, listElement(token), place);
    case "list_item":
      return container(token, listItem(token), place);
    case "text":
      return token.tokens ? container(token, element("span"), place) : leaf(token);
    case "code": {
      const code = new CodeBlock(token.lang ?? "", place.idle);
      code.append(token.text);
      return { token, node: code.element, code };
    }
    case "table":
      return { token, node: table(token) };
    case "hr":
      return { token, node: element("hr") };
    case "html":
      return token.block ? { token, node: verbatim(token.raw) } : leaf(token);
    default:
      return leaf(token);
  }
}

function container(
  token: MarkedToken,
  parent: HTMLElement,
  place: Parameters<typeof patch>[3],
): Rendered {
  const deeper = { ...place, depth: place.depth + 1 };
  return {
    token,
    node: parent,
    children: { parent, parts: patch(parent, [], childTokens(token), deeper) },
  };
}

function leaf(token: MarkedToken): Rendered {
  // Every inline node is an element or a text node, and both are child nodes.
  return { token, node: inlineNode(token) as ChildNode };
}

/** The page's heading is an h1 and a turn's an h2: an answer's headings stand below them. */
function headingElement(token: Tokens.Heading): HTMLElement {
  const heading = element(headingNames[token.depth - 1] ?? "h6");
  heading.className = `heading-${token.depth}`;
  return heading;
}

function listElement(token: Tokens.List): HTMLElement {
  if (!token.ordered) return element("ul");
  const list = element("ol");
  if (typeof token.start === "number") list.start = token.start;
  return list;
}

function listItem(token: Tokens.ListItem): HTMLElement {
  const item = element("li");
  item.classList.toggle("task", token.task);
  return item;
}

function table(token: Tokens.Table): HTMLElement {
  const row = (name: "th" | "td", cells: Tokens.TableCell[]) =>
    element(
      "tr",
      cells.map((cell) => {
        const node = element(name, inlineNodes(cell.tokens));
        if (cell.align) node.className = `align-${cell.align}`;
        return node;
      }),
    );
  const head = element("thead", [row("th", token.header)]);
  const body = element(
    "tbody",
    token.rows.map((cells) => row("td", cells)),
  );
  const scroller = element("div", [element("table", [head, body])]);
  scroller.className = "table-scroller";
  scroller.tabIndex = 0;
  scroller.setAttribute("role", "group");
  scroller.setAttribute("aria-label", t("Table"));
  return scroller;
}

/** Text that keeps its line breaks. */
export function verbatim(text: string): HTMLElement {
  const node = element("p", [text.trimEnd()]);
  node.className = "verbatim";
  return node;
}
