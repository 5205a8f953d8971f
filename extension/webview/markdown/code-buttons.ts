// The buttons of a code block: what each is called, when it is offered and when it can be pressed. It knows neither the
// code nor who carries out what is asked.

import { t } from "../../words.ts";
import { type IconName, iconElement } from "../icons.ts";
import type { CodeBlockAction } from "../messages.ts";

export type CodeButtons = {
  element: HTMLElement;
  /** The block is a change of files: only what makes sense for one stays. */
  limitToEdit(): void;
  /** The block is complete on screen; what ends in its middle can be read and copied, not applied. */
  enable(isWhole: boolean): void;
};

const copiedMs = 1_500;
const orderedActions: readonly CodeBlockAction[] = ["insert", "apply", "newFile", "terminal"];
const icons: Readonly<Record<CodeBlockAction, IconName>> = {
  insert: "insert",
  apply: "apply",
  newFile: "newFile",
  terminal: "terminal",
};

export function codeButtons(
  isShell: boolean,
  on: { copy: () => void; action: (action: CodeBlockAction) => void },
): CodeButtons {
  const element = document.createElement("span");
  element.className = "code-buttons";
  const buttons = new Map<CodeBlockAction, HTMLButtonElement>();
  for (const action of orderedActions) {
    if (action === "terminal" && !isShell) continue;
    const button = iconButton(label(action), [icons[action]]);
    button.disabled = true;
    button.addEventListener("click", () => on.action(action));
    buttons.set(action, button);
  }
  element.append(...buttons.values(), copyButton(on.copy));
  return {
    element,
    limitToEdit: () => {
      for (const [action, button] of buttons) if (action !== "apply") button.remove();
    },
    enable: (isWhole) => {
      for (const [action, button] of buttons) {
        button.disabled = !isWhole && (action === "apply" || action === "terminal");
        if (button.disabled) button.title = t("The block ends too early to be used");
      }
    },
  };
}

function label(action: CodeBlockAction): string {
  switch (action) {
    case "insert":
      return t("Insert at cursor");
    case "apply":
      return t("Apply to file, as a change to look at first");
    case "newFile":
      return t("Open as new file");
    case "terminal":
      return t("Type into the terminal, without running it");
  }
}

function copyButton(onCopy: () => void): HTMLButtonElement {
  const button = iconButton(t("Copy code"), ["copy", "check"]);
  button.classList.add("copy-button");
  button.addEventListener("click", () => {
    onCopy();
    button.classList.add("is-copied");
    setTimeout(() => button.classList.remove("is-copied"), copiedMs);
  });
  return button;
}

function iconButton(name: string, iconNames: readonly IconName[]): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "icon-button";
  button.title = name;
  button.setAttribute("aria-label", name);
  button.append(...iconNames.map(iconElement));
  return button;
}
