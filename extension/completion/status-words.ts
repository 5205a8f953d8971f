// What the status item says about completion: a few words when something is not as usual, the hover's Markdown, and the
// commands that help in this state. Pure; the item itself is host/status.ts's.
import type { StatusFacts, StatusLines } from "../../core/completion/report/status-lines.ts";
import type { StatusPart } from "../host/status-text.ts";

type Offer = StatusPart["offers"][number];

const useAnyway: Offer = { label: "Use Anyway", command: "tandem.useCompletionAnyway" };
const chooseAnother: Offer = {
  label: "Choose Another Model",
  command: "tandem.selectCompletionModel",
};
const chooseOne: Offer = { label: "Choose a Model", command: "tandem.selectCompletionModel" };
const endSnooze: Offer = { label: "End Snooze", command: "tandem.snoozeCompletion" };
const turnOn: Offer = { label: "Turn On", command: "tandem.toggleCompletion" };
const showTrace: Offer = { label: "Show Trace", command: "tandem.showCompletionTrace" };
const snooze: Offer = { label: "Snooze", command: "tandem.snoozeCompletion" };

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
        p50Ms === undefined ? "" : `, TTFT ${Math.round(p50Ms).toLocaleString("en")} ms`;
      const what = completion.state === "paused" ? "paused" : "being measured";
      const offers = [useAnyway, chooseAnother, showTrace];
      return { short: `completion ${what}${figure}`, label: short, hover, offers };
    }
    case "failing":
      return {
        short: "completion failing",
        label: short,
        hover,
        offers: [chooseAnother, showTrace],
      };
    case "suspicious":
      return {
        short: "completion looks wrong",
        label: short,
        hover,
        offers: [chooseAnother, showTrace],
      };
    case "snoozed":
      return { short: "completion snoozed", label: short, hover, offers: [endSnooze] };
    case "no_model":
      return { label: short, hover, offers: [chooseOne] };
    case "off":
      return { label: short, hover, offers: [turnOn] };
    case "connecting":
    case "on":
      return { label: short, hover, offers: [showTrace, snooze] };
  }
}
