// The chat view in a real browser, as view-page.ts opens it. For tests and benchmarks.
import type { Browser } from "playwright-core";
import type { HostMessage, Intent } from "../messages.ts";
import {
  openView,
  serveView,
  type ViewPage,
  type ViewPageOptions,
  type ViewServer,
} from "./view-page.ts";

export type ChatServer = ViewServer;
export type ChatPageOptions = ViewPageOptions;
export type ChatPage = ViewPage<HostMessage, Intent>;

export const serveChat = (): Promise<ChatServer> => serveView("chat");

export const openChat = (
  browser: Browser,
  server: ChatServer,
  options?: ChatPageOptions,
): Promise<ChatPage> => openView(browser, server, options);
