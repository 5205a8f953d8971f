// Starts the chat view: messages of the host change the state, the state is drawn, what the user does is posted back.
// It keeps nothing of record: a reload asks the host for everything again.
import "./chat.css";
import { t } from "../../words.ts";
import { connectHost } from "../host.ts";
import { readLanguage } from "../language.ts";
import { onIntent } from "../markdown/intents.ts";
import type { HostMessage, Intent } from "../messages.ts";
import { announcer as createAnnouncer } from "./announcer.ts";
import { ChatList } from "./chat-list.ts";
import { Composer } from "./composer.ts";
import { Page } from "./page.ts";
import { goTo, type Place, placeOf } from "./place.ts";
import { activeTurn, initialState, reduce, shortened, type ViewState } from "./view-state.ts";

type Delta = Extract<HostMessage, { type: "delta" }>;

const rememberDelayMs = 250;
/** Measured from the start of the page: the newest turn is painted and the text box takes keys; everything is on screen. */
const marks = { interactive: "tandem-interactive", drawn: "tandem-drawn" };

/** Without a place the end was in sight. */
type Memory = { draft: string; place?: Place };

readLanguage(document);
const host = connectHost<HostMessage, Intent, Memory>();
const remembered = host.remembered();
let state: ViewState = initialState;
let rememberTimer: ReturnType<typeof setTimeout> | undefined;
/** A changed question that was sent: its form stays until the host has taken it up. */
let resent: { turnId: string; text: string } | undefined;
/** The open chat when it was asked to be deleted: what is shown instead must not close the list. */
let deletedId: string | undefined;
/** The turn before which older ones were asked for: once is enough. */
let askedBefore: string | undefined;

const announcer = createAnnouncer();
const { post } = host;
const stop = (turnId: string) => post({ type: "stop", turnId });
const copy = (text: string) => {
  post({ type: "copy", text });
  announcer.say(t("Copied"));
};
const composer = new Composer(state, {
  submit: (text) => post({ type: "submit", text }),
  stop,
  removeChip: (chipId) => post({ type: "removeChip", chipId }),
  findMentions: (ask, query) => post({ type: "findMentions", ask, query }),
  attachMention: (mentionId) => post({ type: "attachMention", mentionId }),
  attachImage: (image) => post({ type: "attachImage", ...image }),
  draft: (text) => {
    post({ type: "draft", text });
    remember();
  },
  say: announcer.say,
});
const chatList = new ChatList({
  findChats: (ask, query) => post({ type: "findChats", ask, query }),
  openChat: (chatId) => {
    deletedId = undefined;
    post({ type: "openChat", chatId });
    if (chatId === state.chat.id) leaveList();
  },
  renameChat: (chatId, title) => post({ type: "renameChat", chatId, title }),
  deleteChat: (chatId) => {
    deletedId = chatId;
    post({ type: "deleteChat", chatId });
  },
  exportChat: (chatId) => post({ type: "exportChat", chatId }),
  newChat: () => {
    deletedId = undefined;
    post({ type: "newChat" });
    leaveList();
  },
  leave: leaveList,
  say: announcer.say,
});
const page = new Page(
  state,
  { composer, chatList, announcer },
  {
    card: (action) => post({ type: "card", action }),
    loadOlder,
    returned: () => {
      const before = state;
      state = shortened(state);
      if (state !== before) page.draw(state);
    },
    turn: {
      card: (turnId, action, path) =>
        post({ type: "card", turnId, action, ...(path !== undefined && { path }) }),
      copy,
      regenerate: (turnId, withOtherModel) => post({ type: "regenerate", turnId, withOtherModel }),
      startEdit: (turnId) => {
        edit(turnId);
        page.focusEdited();
      },
      cancelEdit: (turnId) => {
        resent = undefined;
        edit(undefined);
        page.focusTurn(turnId);
      },
      resend: (turnId, text) => {
        if (resent?.turnId === turnId && resent.text === text) return;
        resent = { turnId, text };
        post({ type: "submit", text, editOf: turnId });
      },
    },
  },
);

onIntent(document, "markdown-copy", copy);
onIntent(document, "markdown-open", (href) => post({ type: "openLink", href }));
onIntent(document, "markdown-code", (asked, from) => {
  const turn = from instanceof Element ? from.closest<HTMLElement>("[data-turn-id]") : null;
  if (turn?.dataset.turnId) post({ type: "codeBlock", turnId: turn.dataset.turnId, ...asked });
});
document.addEventListener("keydown", (event) => {
  const active = activeTurn(state);
  // Whatever was open and closed by this key has said so.
  if (event.key !== "Escape" || event.isComposing || event.defaultPrevented || !active) return;
  stop(active.id);
});
page.scroller.addEventListener("scroll", remember);
host.onMessage(receive);
post({ type: "ready" });

function receive(message: HostMessage): void {
  const before = state;
  state = reduce(state, message);
  if (message.type === "replay" && before.isListShown && deletedId === before.chat.id) {
    state = { ...state, isListShown: true };
  }
  if (state.isStale && !before.isStale) post({ type: "ready" });
  if (message.type === "showChats") showList();
  if (state === before) return;
  if (message.type === "delta") showDelta(message, before);
  else if (message.type === "mentions" || message.type === "meter") composer.update(state);
  else if (message.type === "chats") chatList.update(state);
  else drawAll(message, before);
}

/** The path of every piece of an answer: nothing but the answer is drawn, unless the turn's state changed too. */
function showDelta(delta: Delta, before: ViewState): void {
  const turn = state.turns.find(({ id }) => id === delta.turnId);
  const old = before.turns.find(({ id }) => id === delta.turnId);
  if (!turn || !old || turn === old) return;
  page.growAnswer(turn, delta);
  announcer.grown(turn);
  const changesFrame =
    turn.state !== old.state ||
    (old.reasoning === "") !== (turn.reasoning === "") ||
    (old.answer === "") !== (turn.answer === "");
  if (changesFrame) page.draw(state);
}

function drawAll(message: HostMessage, before: ViewState): void {
  const isOtherChat =
    message.type === "replay" && before.isLoaded && before.chat.id !== state.chat.id;
  const isTakenUp = resent !== undefined && (message.type === "turnAdded" || isOtherChat);
  if (isTakenUp) {
    resent = undefined;
    state = { ...state, editedTurnId: undefined };
  }
  if (message.type === "turnAdded") {
    composer.turnAdded();
    announcer.started();
  }
  if (message.type === "composer" && message.draft !== undefined) {
    // A changed question that could not be sent still stands in its form.
    if (resent?.text === message.draft) resent = undefined;
    else composer.setDraft(message.draft);
  }
  // Replays of the same chat only repair it; what is being typed is newer than what the host knows.
  if (message.type === "replay" && (!before.isLoaded || isOtherChat)) {
    composer.setDraft(message.draft || (before.isLoaded ? "" : (remembered?.draft ?? "")));
  }
  if (message.type === "replay" || message.type === "olderTurns") askedBefore = undefined;
  if (before.isListShown && !state.isListShown) chatList.close();
  composer.update(state);
  if (message.type === "olderTurns") page.drawOlder(state);
  else page.draw(state);
  for (const turn of changedTurns(before)) page.showAnswer(turn);
  if (message.type === "turnAdded" || isOtherChat) page.follow.jump();
  if (message.type === "composer" && message.focus) composer.focus();
  if (isTakenUp || (before.isListShown && !state.isListShown)) composer.focus();
  if (message.type === "replay" && !before.isLoaded) firstDrawn();
}

function firstDrawn(): void {
  const place = remembered?.place;
  // A task that is queued in a frame runs after that frame was painted.
  requestAnimationFrame(() => setTimeout(() => performance.mark(marks.interactive)));
  page.whenDrawn(() => {
    performance.mark(marks.drawn);
    if (place !== undefined) goBackTo(place);
  });
}

function goBackTo(place: Place): void {
  page.follow.release();
  if (!goTo(page.scroller, place)) page.follow.jump();
}

function changedTurns(before: ViewState) {
  const old = new Set(before.turns);
  return state.turns.filter((turn) => !old.has(turn));
}

function loadOlder(): void {
  const first = state.turns[0];
  if (!first || state.olderCount === 0 || askedBefore === first.id) return;
  askedBefore = first.id;
  post({ type: "loadOlder", beforeTurnId: first.id });
}

function edit(turnId: string | undefined): void {
  state = { ...state, editedTurnId: turnId };
  page.draw(state);
}

function showList(): void {
  chatList.open();
  page.draw(state);
  chatList.focus();
}

function leaveList(): void {
  state = { ...state, isListShown: false };
  chatList.close();
  page.draw(state);
  composer.focus();
}

function remember(): void {
  if (rememberTimer !== undefined) return;
  rememberTimer = setTimeout(() => {
    rememberTimer = undefined;
    const place = page.follow.isFollowing() ? undefined : placeOf(page.scroller);
    host.remember({ draft: composer.draft, ...(place && { place }) });
  }, rememberDelayMs);
}
