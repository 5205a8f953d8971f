// The change of one document that an answer about a part of it describes, whichever form the answer has; or the card that says
// why there is none. It asks nobody and shows nothing.

import { proposeChanges } from "../../../core/edit/change-set.ts";
import { readEditBlocks } from "../../../core/edit/edit-blocks.ts";
import { spokenLines } from "../../../core/edit/spoken.ts";
import type { FinishReason } from "../../../core/model/answer.ts";
import type { Card } from "../../webview/messages.ts";
import { shownPath } from "../places.ts";
import type { SelectedCode } from "../selected-code.ts";
import { refusedBlocksCard } from "./change-cards.ts";
import type { OfferedFile } from "./offered-change.ts";
import { changeNow, holdsEditBlocks, replacementNow } from "./scoped-change.ts";

/** `prose` is what the model said instead of a change. */
export type NoChange = { refusal: Card; prose?: string };

export async function answeredChange(
  selected: Pick<SelectedCode, "document" | "snapshot">,
  answer: string,
  finishReason: FinishReason,
): Promise<OfferedFile | NoChange> {
  if (!holdsEditBlocks(answer)) {
    const made = await replacementNow(selected, answer, finishReason);
    if (!("refusal" in made)) return made;
    const prose = spokenLines(answer).lines.join(" ").trim();
    const isSaid = !answer.includes("```") && prose !== "" && finishReason === "stop";
    return isSaid ? { ...made, prose: shortened(prose) } : made;
  }
  const path = shownPath(selected.document.uri);
  const { text } = selected.snapshot;
  const { changes, refusals } = proposeChanges(readEditBlocks(answer, path), (each) =>
    each === path ? { kind: "text", text } : { kind: "outside" },
  );
  const [change] = changes;
  // A part of what was asked for would look like all of it.
  if (change === undefined || refusals.length > 0) return { refusal: refusedBlocksCard(refusals) };
  return changeNow(selected, change.after);
}

const longestProse = 300;

function shortened(text: string): string {
  return text.length > longestProse ? `${text.slice(0, longestProse)}…` : text;
}
