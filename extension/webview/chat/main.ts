// Starts the chat view: messages of the host change the state, the state is drawn, what the user does is posted back.
// It keeps nothing of record: a reload asks the host for everything again.
import "./chat.css";
import { connectHost } from "../host.ts";
import { onIntent } from "../markdown/intents.ts";
import type { HostMessage, Intent } from "../messages.ts";
import { Composer } from "./composer.ts";
import { Page } from "./page.ts";
import { activeTurn, initialState, reduce, type ViewState } from "./view-state.ts";

type Delta = Extract<HostMessage, { type: "delta" }>;

const rememberDelayMs = 250;

/** `position` is the one of follow.ts. */
type Memory = { draft: string; position: number };

const host = connectHost<HostMessage, Intent, Memory>();
const remembered = host.remembered();
let state: ViewState = initialState;
let rememberTimer: ReturnType<typeof setTimeout> | undefined;

const stop = (turnId: string) => host.post({ type: "stop", turnId });
const copy = (text: string) => {
  host.post({ type: "copy", text });
  page.announcer.say("Copied");
};
const composer = new Composer(state, {
  submit: (text) => host.post({ type: "submit", text }),
  stop,
  removeChip: (chipId) => host.post({ type: "removeChip", chipId }),
  draft: (text) => {
    host.post({ type: "draft", text });
    remember();
  },
});
const page = new Page(state, composer, {
  card: (action, turnId) => host.post({ type: "card", action, ...(turnId && { turnId }) }),
  copy,
});

onIntent(document, "markdown-copy", copy);
onIntent(document, "markdown-open", (href) => host.post({ type: "openLink", href }));
document.addEventListener("keydown", (event) => {
  const active = activeTurn(state);
  if (event.key === "Escape" && !event.isComposing && active) stop(active.id);
});
page.scroller.addEventListener("scroll", remember);
host.onMessage(receive);
host.post({ type: "ready" });

function receive(message: HostMessage): void {
  const before = state;
  state = reduce(state, message);
  if (state.isStale && !before.isStale) host.post({ type: "ready" });
  if (state === before) return;
  if (message.type === "delta") showDelta(message, before);
  else drawAll(message, before);
}

/** The path of every piece of an answer: nothing but the answer is drawn, unless the turn's state changed too. */
function showDelta(delta: Delta, before: ViewState): void {
  const turn = state.turns.find(({ id }) => id === delta.turnId);
  const old = before.turns.find(({ id }) => id === delta.turnId);
  if (!turn || !old || turn === old) return;
  page.growAnswer(turn, delta);
  page.announcer.grown(turn);
  const changesFrame =
    turn.state !== old.state ||
    (old.reasoning === "") !== (turn.reasoning === "") ||
    (old.answer === "") !== (turn.answer === "");
  if (changesFrame) page.draw(state);
}

function drawAll(message: HostMessage, before: ViewState): void {
  if (message.type === "turnAdded") {
    composer.turnAdded();
    page.announcer.started();
  }
  if (message.type === "composer" && message.draft !== undefined) composer.setDraft(message.draft);
  // Later replays only repair the conversation; what is being typed is newer than what the host knows.
  if (message.type === "replay" && !before.isLoaded) {
    composer.setDraft(message.draft || (remembered?.draft ?? ""));
  }
  composer.update(state);
  page.draw(state);
  for (const turn of changedTurns(before)) page.showAnswer(turn);
  if (message.type === "turnAdded") page.follow.jump();
  if (message.type === "composer" && message.focus) composer.focus();
  if (message.type === "replay" && !before.isLoaded && remembered && remembered.position < -1) {
    page.whenDrawn(() => page.follow.restore(remembered.position));
  }
}

function changedTurns(before: ViewState) {
  const old = new Set(before.turns);
  return state.turns.filter((turn) => !old.has(turn));
}

function remember(): void {
  if (rememberTimer !== undefined) return;
  rememberTimer = setTimeout(() => {
    rememberTimer = undefined;
    host.remember({
      draft: composer.draft,
      position: page.follow.position(),
    });
  }, rememberDelayMs);
}
