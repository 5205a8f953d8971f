// What the status item says about completion: a few words when something is not as usual, the hover's Markdown, and the
// commands that help in this state. Pure; the item itself is host/status.ts's.
import type { StatusFacts, StatusLines } from "../../core/completion/report/status-lines.ts";
import type { StatusPart } from "../host/status-text.ts";
import { spokenLanguage, t } from "../words.ts";

type Offer = StatusPart["offers"][number];

const useAnyway = (): Offer => ({ label: t("Use Anyway"), command: "tandem.useCompletionAnyway" });
const chooseAnother = (): Offer => ({
  label: t("Choose Another Model"),
  command: "tandem.selectCompletionModel",
});
const chooseOne = (): Offer => ({
  label: t("Choose a Model"),
  command: "tandem.selectCompletionModel",
});
const endSnooze = (): Offer => ({ label: t("End Snooze"), command: "tandem.snoozeCompletion" });
const turnOn = (): Offer => ({ label: t("Turn On"), command: "tandem.toggleCompletion" });
const showTrace = (): Offer => ({ label: t("Show Trace"), command: "tandem.showCompletionTrace" });
const snooze = (): Offer => ({ label: t("Snooze"), command: "tandem.snoozeCompletion" });

export function completionPart({
  completion,
  short,
  hover,
}: StatusFacts & StatusLines): StatusPart {
  switch (completion.state) {
    case "paused":
    case "proving": {
      const { p50Ms } = completion.guard;
      const figure =
        p50Ms === undefined
          ? ""
          : `, TTFT ${Math.round(p50Ms).toLocaleString(spokenLanguage())} ms`;
      const what =
        completion.state === "paused" ? t("completion paused") : t("completion being measured");
      const offers = [useAnyway(), chooseAnother(), showTrace()];
      return { short: `${what}${figure}`, label: short, hover, offers };
    }
    case "failing":
      return {
        short: t("completion failing"),
        label: short,
        hover,
        offers: [chooseAnother(), showTrace()],
      };
    case "suspicious":
      return {
        short: t("completion looks wrong"),
        label: short,
        hover,
        offers: [chooseAnother(), showTrace()],
      };
    case "snoozed":
      return { short: t("completion snoozed"), label: short, hover, offers: [endSnooze()] };
    case "no_model":
      return { label: short, hover, offers: [chooseOne()] };
    case "off":
      return { label: short, hover, offers: [turnOn()] };
    case "connecting":
    case "on":
      return { label: short, hover, offers: [showTrace(), snooze()] };
  }
}
