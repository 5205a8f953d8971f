// Snooze Completion: quiet for a while, or until the window is opened again. Kept in memory only.
import * as vscode from "vscode";
import { spokenLanguage, t } from "../words.ts";

export type Snooze = vscode.Disposable & {
  isOn(): boolean;
  /** The time at which it ends, as the person reads it; undefined: not before the window is opened again. */
  until(): string | undefined;
  /** Asks for how long; ends it where it is on. */
  toggle(): Promise<void>;
};

const choices = (): (vscode.QuickPickItem & { minutes?: number })[] => [
  { label: t("5 minutes"), minutes: 5 },
  { label: t("15 minutes"), minutes: 15 },
  { label: t("1 hour"), minutes: 60 },
  { label: t("Until this window is opened again") },
];

export function createSnooze(onDidChange: () => void): Snooze {
  let isOn = false;
  let endsAt: Date | undefined;
  let timer: NodeJS.Timeout | undefined;
  const end = () => {
    clearTimeout(timer);
    isOn = false;
    endsAt = undefined;
    onDidChange();
  };
  return {
    isOn: () => isOn,
    until: () =>
      endsAt?.toLocaleTimeString(spokenLanguage(), { hour: "2-digit", minute: "2-digit" }),
    async toggle() {
      if (isOn) return end();
      const options = {
        title: t("Snooze Completion"),
        placeHolder: t("No completion for how long?"),
      };
      const chosen = await vscode.window.showQuickPick(choices(), options);
      if (chosen === undefined) return;
      isOn = true;
      if (chosen.minutes !== undefined) {
        const durationMs = chosen.minutes * 60_000;
        endsAt = new Date(Date.now() + durationMs);
        timer = setTimeout(end, durationMs);
      }
      onDidChange();
    },
    dispose: () => clearTimeout(timer),
  };
}
