// The page of a webview as the extension host serves it: a Content-Security-Policy that allows one script by nonce
// and nothing else that runs, and an empty body. Pure text in, text out; it does not import VS Code.
import { translationsId } from "./language.ts";

export type WebviewPage = {
  scriptUri: string;
  styleUri: string;
  /** `webview.cspSource`: where styles, fonts and images may come from. */
  cspSource: string;
  /** Fresh for each page. */
  nonce: string;
  title: string;
  /** Left out, the page is English, whatever language VS Code has. */
  l10n?: PageLanguage | undefined;
};

export type PageLanguage = {
  /** `vscode.env.language`, e.g. `de`. */
  language: string;
  /** `vscode.l10n.bundle`. */
  bundle: Readonly<Record<string, string>>;
};

/** No `connect-src`, no inline style, no eval: a webview has no network and nothing a model writes can run. */
export function pageCsp({ cspSource, nonce }: Pick<WebviewPage, "cspSource" | "nonce">): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource}`,
    `font-src ${cspSource}`,
    `img-src ${cspSource}`,
    "form-action 'none'",
    "base-uri 'none'",
  ].join("; ");
}

export function pageHtml(page: WebviewPage): string {
  return `<!DOCTYPE html>
<html lang="${attribute(page.l10n?.language ?? "en")}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${attribute(pageCsp(page))}">
<title>${attribute(page.title)}</title>
<link rel="stylesheet" href="${attribute(page.styleUri)}">
</head>
<body>
${translations(page.l10n)}<script nonce="${attribute(page.nonce)}" src="${attribute(page.scriptUri)}"></script>
</body>
</html>
`;
}

/** Data, not a script: no policy has to allow it. Without `<` no text can end it or open a comment in it. */
function translations(l10n: PageLanguage | undefined): string {
  if (l10n === undefined) return "";
  const json = JSON.stringify(l10n.bundle).replaceAll("<", "\\u003c");
  return `<script type="application/json" id="${translationsId}">${json}</script>\n`;
}

function attribute(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll('"', "&quot;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}
