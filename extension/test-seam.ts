// What tests inside VS Code can see and do that commands and settings do not show. `activate` returns it only when VS
// Code itself says that it runs tests.

import type { Chat } from "./chat/chat.ts";
import type { Completion } from "./completion/completion.ts";
import type { SettingsStore } from "./config.ts";
import type { Evaluations } from "./evals/evaluations.ts";
import type { ConnectionWatch } from "./host/endpoints/connection.ts";
import type { Endpoints } from "./host/endpoints/endpoints.ts";
import type { StatusItem } from "./host/status.ts";

export type TestSeam = {
  /** `receive` takes what the chat's page would post. */
  chat: Pick<Chat, "turns" | "composer" | "receive" | "onDidPost">;
  completion: Pick<Completion, "service">;
  connection: Pick<ConnectionWatch, "now" | "problem" | "onDidChange">;
  endpoints: Pick<Endpoints, "known">;
  /** Its controller takes what the panel's page would post. */
  evaluations: Pick<Evaluations, "controller">;
  settings: Pick<SettingsStore, "current">;
  status: Pick<StatusItem, "text" | "hover">;
};

export function testSeam(seam: TestSeam): TestSeam {
  const { chat, completion, connection, endpoints, evaluations, settings, status } = seam;
  return { chat, completion, connection, endpoints, evaluations, settings, status };
}
