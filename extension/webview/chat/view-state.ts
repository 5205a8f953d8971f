// What the view shows, as plain data, and how each message of the host changes it. No DOM, no posting: the caller draws
// the result and asks for a replay when `isStale` says that a message was lost.
import type { Chip, Connection, HostMessage, TurnView } from "../messages.ts";

export type ViewState = {
  /** False until the first replay: there is nothing to show yet. */
  isLoaded: boolean;
  /** A delta was lost; deltas are ignored until the host has replayed. */
  isStale: boolean;
  turns: readonly TurnView[];
  composerChips: readonly Chip[];
  connection: Connection;
  /** Per turn, the number the next delta must carry; unknown right after a replay. */
  nextSeq: Readonly<Record<string, number>>;
};

export const initialState: ViewState = {
  isLoaded: false,
  isStale: false,
  turns: [],
  composerChips: [],
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
      return {
        isLoaded: true,
        isStale: false,
        turns: message.turns,
        composerChips: message.composerChips,
        connection: message.connection,
        nextSeq: {},
      };
    case "turnAdded": {
      const { turn } = message;
      const others = state.turns.filter(({ id }) => id !== turn.id);
      const nextSeq = { ...state.nextSeq, [turn.id]: 0 };
      return { ...state, turns: [...others, turn], nextSeq };
    }
    case "delta":
      return addDelta(state, message);
    case "turnChanged":
      return withTurn(state, message.turnId, ({ card: _, ...turn }) => ({
        ...turn,
        state: message.state,
        ...(message.facts && { facts: message.facts }),
        ...(message.card && { card: message.card }),
      }));
    case "turnRemoved":
      return { ...state, turns: state.turns.filter(({ id }) => id !== message.turnId) };
    case "composer":
      return { ...state, composerChips: message.chips };
    case "connection":
      return { ...state, connection: message.connection };
    default:
      // Whatever else reaches the window is not meant for the view.
      return state;
  }
}

function addDelta(state: ViewState, delta: Extract<HostMessage, { type: "delta" }>): ViewState {
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
