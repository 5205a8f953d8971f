// The page that shows one view of figures at a time for tests and screenshots: what to show comes as a message, what a view
// asks for is posted. Part of no bundle that ships.
import { html, render } from "lit";
import { compareView } from "../compare-view.ts";
import { economicsView } from "../economics-view.ts";
import "../evals.css";
import { loadView } from "../load-view.ts";
import { repositoryView } from "../repository-view.ts";
import type { Asked, Shown } from "./page.ts";

declare function acquireVsCodeApi(): { postMessage(asked: Asked): void };
const host = acquireVsCodeApi();
const main = document.createElement("main");
main.className = "panel";
document.body.append(main);

window.addEventListener("message", ({ data }: MessageEvent<Shown>) => {
  // As in the panel: a page and a run stand above every view.
  render(
    html`<div class="visually-hidden"><h1>Views</h1><h2>Run</h2></div>
      ${templateOf(data)}`,
    main,
  );
});

function templateOf(shown: Shown) {
  switch (shown.view) {
    case "load":
      return loadView(shown.rows, shown.facts);
    case "compare":
      return compareView(shown.comparison, {
        close: () => host.postMessage({ ask: "close" }),
        openCase: (id) => host.postMessage({ ask: "openCase", id }),
      });
    case "economics":
      return economicsView(shown.published);
    case "repository":
      return repositoryView(shown.run, {
        openFile: (path, line) => host.postMessage({ ask: "openFile", path, line }),
      });
    case "nothing":
      return html``;
  }
}
