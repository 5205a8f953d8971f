// The words of the status bar item for each state of the connection. Pure: the item itself is status.ts's.

import type { Connection } from "../webview/messages.ts";
import { t } from "../words.ts";

export type StatusWords = { text: string; tooltip: string };

/** What a feature adds to the item. */
export type StatusPart = {
  /** Joins the item's text; absent while there is nothing a person should act on. */
  short?: string;
  /** One plain sentence, for screen readers. */
  label: string;
  /** Markdown; text of servers and files in it is escaped already. */
  hover: string;
  /** Commands that help now, the most likely first. */
  offers: readonly { label: string; command: string }[];
};

const words: Record<Connection["state"], { icon: string; text: () => string }> = {
  unconfigured: { icon: "plug", text: () => t("Tandem: not connected") },
  connecting: { icon: "loading~spin", text: () => t("Tandem: connecting") },
  ready: { icon: "check", text: () => "Tandem" },
  unauthorised: { icon: "key", text: () => t("Tandem: key rejected") },
  unreachable: { icon: "debug-disconnect", text: () => t("Tandem: unreachable") },
  noModel: { icon: "warning", text: () => t("Tandem: no model") },
};

/** `problem` is what is wrong with the settings; it outweighs a working connection, which runs on older settings. */
export function statusWords(connection: Connection, problem: string | undefined): StatusWords {
  if (problem !== undefined) {
    return {
      text: `$(warning) ${t("Tandem: settings")}`,
      tooltip: `${problem} ${connection.label}`.trim(),
    };
  }
  const { icon, text } = words[connection.state];
  const simulated = connection.isSimulated ? ` (${t("simulated")})` : "";
  return { text: `$(${icon}) ${text()}${simulated}`, tooltip: `${connection.label}${simulated}` };
}
