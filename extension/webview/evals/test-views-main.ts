// The page that shows one view at a time for tests and screenshots: what to show comes as a message, what a view asks for is
// recorded. Part of no bundle that ships.
import { html, render } from "lit";
import { compareView } from "./compare-view.ts";
import { economicsView } from "./economics-view.ts";
import { loadView } from "./load-view.ts";
import { repositoryView } from "./repository-view.ts";
import "../chat/frame.css";
import "./charts/charts.css";
import "./views.css";
import type { Asked, Shown } from "./test-views-page.ts";

const asked: Asked[] = [];
Object.assign(window, { asked });
document.documentElement.lang = "en";
const main = document.createElement("main");
document.body.append(main);

window.addEventListener("message", ({ data }: MessageEvent<Shown>) => {
  render(html`<h1 class="visually-hidden">Views</h1>${templateOf(data)}`, main);
});

function templateOf(shown: Shown) {
  switch (shown.view) {
    case "load":
      return loadView(shown.rows, shown.facts);
    case "compare":
      return compareView(shown.comparison, { close: () => asked.push({ ask: "close" }) });
    case "economics":
      return economicsView(shown.published);
    case "repository":
      return repositoryView(shown.run, {
        openFile: (path, line) => asked.push({ ask: "openFile", path, line }),
      });
    case "nothing":
      return html``;
  }
}
