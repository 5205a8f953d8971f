// What every flow of this feature needs. Types only.

import type { AnswerDeps } from "../host/answers/ask-chat.ts";
import type { EditorContext } from "../host/context/context.ts";
import type { ConnectionWatch } from "../host/endpoints/connection.ts";
import type { Endpoints } from "../host/endpoints/endpoints.ts";
import type { Log } from "../host/log.ts";
import type { Notify } from "../host/notify.ts";

export type EditFlowDeps = AnswerDeps & {
  context: Pick<EditorContext, "instructions">;
  endpoints: Pick<Endpoints, "connect">;
  connection: Pick<ConnectionWatch, "learn">;
  notify: Notify;
  log: Log;
};
