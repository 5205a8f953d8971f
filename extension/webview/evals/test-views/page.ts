// The views of figures in a real browser without the panel around them, as test/view-page.ts opens any view.
import type { Browser, Page } from "playwright-core";
import type { LoadRow } from "../../../../core/protocol/load-test.ts";
import type { Published } from "../../../../core/protocol/published.ts";
import { type ThemeName, themes } from "../../test/themes.ts";
import {
  framesDrawn,
  openView,
  serveView,
  type ViewPage,
  type ViewServer,
} from "../../test/view-page.ts";
import type { LoadFacts } from "../load-view.ts";
import type { ComparisonView, OpenedRun } from "../messages.ts";

export type Shown =
  | { view: "load"; rows: LoadRow[]; facts: LoadFacts }
  | { view: "compare"; comparison: ComparisonView }
  | { view: "economics"; published: Published }
  | { view: "repository"; run: Extract<OpenedRun, { kind: "repository" }> }
  | { view: "nothing" };
export type Asked =
  | { ask: "close" }
  | { ask: "openCase"; id: string }
  | { ask: "openFile"; path: string; line: number };

export type ViewsPage = ViewPage<Shown, Asked> & { show(shown: Shown): Promise<void> };

export const serveViews = (): Promise<ViewServer> => serveView("evals/test-views");

export async function openViews(
  browser: Browser,
  server: ViewServer,
  { theme = "dark", page }: { theme?: ThemeName; page?: Page } = {},
): Promise<ViewsPage> {
  const background = themes[theme].variables["editor-background"];
  const size = { width: 1_048, height: 900 };
  const view = await openView<Shown, Asked>(browser, server, {
    ...size,
    theme,
    page,
    ...(background && { background }),
  });
  return {
    ...view,
    show: async (shown) => {
      await view.send(shown);
      await view.page.evaluate(framesDrawn, shown.view === "load" ? 12 : 3);
    },
  };
}
