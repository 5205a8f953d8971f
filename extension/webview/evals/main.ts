// Starts the evaluation panel: messages of the host change the state, the state is drawn, what the user does is posted back.
// It keeps nothing of record: a reload asks the host for everything again.
import "./evals.css";
import { t } from "../../words.ts";
import { connectHost } from "../host.ts";
import { readLanguage, writeNumbersIn } from "../language.ts";
import type { HostMessage, Intent } from "./messages.ts";
import { Page, type PanelMemory } from "./page.ts";
import { initialState, reduce, type ViewState } from "./view-state.ts";

// Before anything is drawn.
readLanguage(document);
// As core/figures writes them, and as reports and the command show them.
writeNumbersIn("en");
const host = connectHost<HostMessage, Intent, PanelMemory>();
let state: ViewState = initialState;

const page = new Page(state, host.remembered(), {
  post: host.post,
  remember: host.remember,
  copy: (text) => {
    host.post({ type: "copy", text });
    page.announcer.say(t("Copied"));
  },
});

host.onMessage(receive);
host.post({ type: "ready" });

function receive(message: HostMessage): void {
  const before = state;
  state = reduce(state, message);
  if (message.type === "said") page.announcer.say(message.text);
  if (state === before) return;
  page.announcer.changed(before, state);
  page.update(state);
}
