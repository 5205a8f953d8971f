// What every flow of this feature needs. Types only.

import type { AnswerDeps } from "../host/answers/ask-chat.ts";
import type { EditorContext } from "../host/context/context.ts";
import type { Notify } from "../host/notify.ts";

export type FixFlowDeps = AnswerDeps & {
  context: Pick<EditorContext, "terminal">;
  notify: Notify;
};
