// What most chat views do, to compare with: the whole answer is parsed, sanitised, coloured and replaced each time. Runs in
// the benchmark's browser page only.
import DOMPurify from "dompurify";
import { marked } from "marked";
import { highlightedHtml, languageOf } from "../webview/markdown/languages.ts";

marked.use({
  renderer: {
    code({ text, lang }) {
      const { grammar } = languageOf(lang ?? "");
      const html = grammar ? highlightedHtml(text, grammar) : text;
      return `<pre><code>${html}</code></pre>`;
    },
  },
});

export function renderNaive(container: Element, answer: string): void {
  container.innerHTML = DOMPurify.sanitize(marked.parse(answer, { async: false }));
}
