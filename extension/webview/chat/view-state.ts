// What the view shows, as plain data, and how each message of the host changes it. No DOM, no posting: the caller draws
// the result and asks for a replay when `isStale` says that a message was lost.
import {
  type ChatHead,
  type Chip,
  type Connection,
  type ContextMeter,
  type HostMessage,
  type MentionItem,
  type SlashItem,
  type TurnView,
  turnsAtOnce,
} from "../messages.ts";

export type ViewState = {
  /** False until the first replay: there is nothing to show yet. */
  isLoaded: boolean;
  /** A delta was lost; deltas are ignored until the host has replayed. */
  isStale: boolean;
  /** The list of conversations is shown instead of one. */
  isListShown: boolean;
  chat: { id: string; title: string };
  turns: readonly TurnView[];
  /** How many turns came before them. */
  olderCount: number;
  /** The turn whose question is being changed. */
  editedTurnId?: string | undefined;
  composerChips: readonly Chip[];
  meter?: ContextMeter | undefined;
  slashItems: readonly SlashItem[];
  mentions?: { ask: number; items: readonly MentionItem[]; note?: string };
  chats?: { ask: number; chats: readonly ChatHead[]; currentId: string };
  connection: Connection;
  /** Per turn, the number the next delta must carry; unknown right after a replay. */
  nextSeq: Readonly<Record<string, number>>;
};

export const initialState: ViewState = {
  isLoaded: false,
  isStale: false,
  isListShown: false,
  chat: { id: "", title: "" },
  turns: [],
  olderCount: 0,
  composerChips: [],
  slashItems: [],
  connection: { state: "connecting", label: "", isSimulated: false },
  nextSeq: {},
};

export function isActive(turn: TurnView): boolean {
  return turn.state === "waiting" || turn.state === "streaming";
}

export function activeTurn(state: ViewState): TurnView | undefined {
  return state.turns.findLast(isActive);
}

export function reduce(state: ViewState, message: HostMessage): ViewState {
  switch (message.type) {
    case "replay":
      return replayed(state, message);
    case "olderTurns":
      return withOlder(state, message);
    case "turnAdded":
      return withNewest(state, message.turn);
    case "delta":
      return addDelta(state, message);
    case "turnChanged":
      return withTurn(state, message.turnId, ({ card: _, ...turn }) => ({
        ...turn,
        state: message.state,
        ...(message.header && { header: message.header }),
        ...(message.facts && { facts: message.facts }),
        ...(message.card && { card: message.card }),
      }));
    case "turnRemoved":
      return { ...state, turns: state.turns.filter(({ id }) => id !== message.turnId) };
    case "composer":
      return { ...state, composerChips: message.chips };
    case "meter":
      return { ...state, meter: message.meter };
    case "mentions": {
      const { type: _, ...mentions } = message;
      return isOutdated(message, state.mentions) ? state : { ...state, mentions };
    }
    case "chats": {
      const { ask, chats, currentId } = message;
      return isOutdated(message, state.chats)
        ? state
        : { ...state, chats: { ask, chats, currentId } };
    }
    case "showChats":
      return { ...state, isListShown: true };
    case "connection":
      return { ...state, connection: message.connection };
    default:
      // Whatever else reaches the window is not meant for the view.
      return state;
  }
}

type Message<Type> = Extract<HostMessage, { type: Type }>;

function isOutdated(message: { ask: number }, known: { ask: number } | undefined): boolean {
  return known !== undefined && message.ask < known.ask;
}

function replayed(state: ViewState, message: Message<"replay">): ViewState {
  const isSameChat = message.chat.id === state.chat.id;
  return {
    ...state,
    isLoaded: true,
    isStale: false,
    // Another conversation was opened, from the list or by a command: it is what the user wants to see.
    isListShown: state.isListShown && isSameChat,
    chat: message.chat,
    turns: message.turns,
    olderCount: message.olderCount,
    editedTurnId: isSameChat ? state.editedTurnId : undefined,
    composerChips: message.composerChips,
    slashItems: message.slashItems,
    meter: message.meter,
    connection: message.connection,
    nextSeq: {},
  };
}

function withOlder(state: ViewState, message: Message<"olderTurns">): ViewState {
  const known = new Set(state.turns.map(({ id }) => id));
  const older = message.turns.filter(({ id }) => !known.has(id));
  return { ...state, turns: [...older, ...state.turns], olderCount: message.olderCount };
}

/**
 * Without its older turns when there are far too many: a conversation that goes on all day stays as short on screen as one
 * that was just opened. The host has them, and brings them again.
 */
export function shortened(state: ViewState): ViewState {
  if (state.turns.length <= 2 * turnsAtOnce || state.editedTurnId !== undefined) return state;
  const turns = state.turns.slice(-turnsAtOnce);
  return { ...state, turns, olderCount: state.olderCount + state.turns.length - turns.length };
}

function withNewest(state: ViewState, turn: TurnView): ViewState {
  const others = state.turns.filter(({ id }) => id !== turn.id);
  const nextSeq = { ...state.nextSeq, [turn.id]: 0 };
  return shortened({ ...state, turns: [...others, turn], nextSeq });
}

function addDelta(state: ViewState, delta: Message<"delta">): ViewState {
  if (state.isStale) return state;
  const expected = state.nextSeq[delta.turnId] ?? delta.seq;
  const isKnown = state.turns.some(({ id }) => id === delta.turnId);
  if (!isKnown || delta.seq !== expected) return { ...state, isStale: true };
  const changed = withTurn(state, delta.turnId, (turn) => ({
    ...turn,
    answer: turn.answer + delta.text,
    reasoning: turn.reasoning + delta.reasoning,
    state: turn.state === "waiting" ? "streaming" : turn.state,
  }));
  return { ...changed, nextSeq: { ...state.nextSeq, [delta.turnId]: delta.seq + 1 } };
}

function withTurn(
  state: ViewState,
  turnId: string,
  change: (turn: TurnView) => TurnView,
): ViewState {
  return {
    ...state,
    turns: state.turns.map((turn) => (turn.id === turnId ? change(turn) : turn)),
  };
}
