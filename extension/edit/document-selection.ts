// Document Selection and /doc: asks for the selected code with its documentation, as a replacement of it.

import type { Reference } from "../../core/chat/reference.ts";
import { askForReplacement } from "../host/answers/scoped-change.ts";
import { codeToChange } from "../host/attached-code.ts";
import { whyReadonly } from "../host/edits/apply.ts";
import type { PreviewFocus } from "../host/edits/proposed-change.ts";
import { t } from "../words.ts";
import type { EditFlowDeps } from "./flow-deps.ts";

export async function documentSelection(
  words: string,
  references: readonly Reference[],
  deps: EditFlowDeps,
  signal: AbortSignal,
  focus?: PreviewFocus,
): Promise<void> {
  const code = await codeToChange(references, signal);
  if ("refusal" in code) return deps.notify("info", code.refusal);
  const readonly = await whyReadonly(code.selected.document.uri);
  if (readonly !== undefined) return deps.notify("info", readonly);
  signal.throwIfAborted();
  const titleFor = (place: string) =>
    words === "" ? t("Document {0}", place) : t("Document {0}: {1}", place, words);
  await askForReplacement({ prompt: "doc", titleFor, question: words, focus, ...code }, deps);
}
