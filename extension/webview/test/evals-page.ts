// The evaluation panel in a real browser, as view-page.ts opens it: as wide as an editor and on its colour.
import type { Browser } from "playwright-core";
import type { HostMessage, Intent } from "../evals/messages.ts";
import { themes } from "./themes.ts";
import {
  openView,
  serveView,
  type ViewPage,
  type ViewPageOptions,
  type ViewServer,
} from "./view-page.ts";

export type EvalsPage = ViewPage<HostMessage, Intent>;

export const serveEvals = (): Promise<ViewServer> => serveView("evals");

export function openEvals(
  browser: Browser,
  server: ViewServer,
  options: ViewPageOptions = {},
): Promise<EvalsPage> {
  const background = themes[options.theme ?? "dark"].variables["editor-background"];
  return openView(browser, server, {
    width: 1_200,
    height: 800,
    ...(background && { background }),
    ...options,
  });
}
