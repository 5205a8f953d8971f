// What was left out of a prompt, in the user's language. Knows no turn and no window.

import type { Cut } from "../../../core/chat/cut.ts";
import { plural, t } from "../../words.ts";

export function cutWords({ what, count, name }: Cut): string {
  switch (what) {
    case "instructionsEnd":
      return t("the end of the workspace's instructions");
    case "turns":
      return plural(count, ["{0} earlier turn", "{0} earlier turns"]);
    case "attachments":
      return plural(count, [
        "what was attached to {0} earlier turn",
        "what was attached to {0} earlier turns",
      ]);
    case "openEditors":
      return plural(count, ["{0} open editor", "{0} open editors"]);
    case "surroundings":
      return t("the surrounding code");
    case "folderFiles":
      return plural(count, ["{0} file of {1}", "{0} files of {1}"], name);
    case "folder":
    case "reference":
      return name;
    case "terminalStart":
      return t("the beginning of the terminal output");
    case "terminal":
      return t("the terminal output");
    case "changedFiles":
      return name === "staged"
        ? plural(count, ["{0} file of the staged changes", "{0} files of the staged changes"])
        : plural(count, ["{0} file of the unstaged changes", "{0} files of the unstaged changes"]);
    case "changes":
      return name === "staged" ? t("the staged changes") : t("the unstaged changes");
    case "referenceEnd":
      return t("the end of {0}", name);
    case "someProblems":
      return t("some of the editor's problems");
    case "problems":
      return t("the editor's problems");
    case "images":
      return plural(count, [
        "{0} image, because the model sees none",
        "{0} images, because the model sees none",
      ]);
  }
}
