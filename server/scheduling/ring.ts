// Deficit round robin: whose turn it is among the flows that wait for one upstream in one class. Rounds are numbers instead
// of a pointer that walks: a flow whose request was worth ten rounds is next ten rounds later, and nobody has to walk there.
// It knows neither requests nor upstreams, only flows and their tokens.
import { createTurnHeap, type Placed, type TurnHeap } from "./turn-heap.ts";

/**
 * Tokens a flow may spend in a round: about one small request. More would send one flow's small requests in bursts, less
 * would change nothing, because the last request of a round may overdraw it and is paid back in the rounds that follow.
 */
export const quantum = 1024;

/** What a flow has had while others waited. */
export type Account<Line> = {
  spent: number;
  round: number;
  /** Order within the round. */
  turn: number;
  readonly seats: Seat<Line>[];
};

/** A flow's place among those of one lane, which are the ones that have the same upstreams to choose from. */
export type Seat<Line> = Placed & {
  readonly line: Line;
  readonly account: Account<Line>;
  readonly bench: Bench<Line>;
};
export type Bench<Line> = TurnHeap<Seat<Line>>;

export type Ring<Line> = {
  sit(flow: string, line: Line, bench: Bench<Line>): Seat<Line>;
  rise(seat: Seat<Line>): void;
  /** It was its turn. */
  charge(account: Account<Line>, tokens: number): void;
  /** What it had was worth more or, below 0, less than it was charged. */
  correct(account: Account<Line>, tokens: number): void;
};

export function createBench<Line>(): Bench<Line> {
  return createTurnHeap<Seat<Line>>((a, b) => isEarlier(a.account, b.account));
}

export function isEarlier<Line>(a: Account<Line>, b: Account<Line>): boolean {
  return a.round < b.round || (a.round === b.round && a.turn < b.turn);
}

export function createRing<Line>(): Ring<Line> {
  const accounts = new Map<string, Account<Line>>();
  let seated = 0;
  let turns = 0;
  /** What the flow whose turn it was last had spent before. */
  let mark = 0;

  function enterRound(account: Account<Line>): boolean {
    const round = Math.floor(account.spent / quantum);
    if (round === account.round) return false;
    account.round = round;
    turns += 1;
    account.turn = turns;
    return true;
  }

  function accountOf(flow: string): Account<Line> {
    let account = accounts.get(flow);
    if (account === undefined) {
      account = { spent: mark, round: -1, turn: 0, seats: [] };
      accounts.set(flow, account);
    } else if (account.seats.length === 0) {
      // Having asked for nothing for a while is no credit.
      account.spent = Math.max(account.spent, mark);
    }
    if (account.seats.length === 0) enterRound(account);
    return account;
  }

  function correct(account: Account<Line>, tokens: number): void {
    account.spent += tokens;
    if (!enterRound(account)) return;
    for (const seat of account.seats) seat.bench.moved(seat);
  }

  return {
    sit(flow, line, bench) {
      const account = accountOf(flow);
      const seat: Seat<Line> = { line, account, bench, place: -1 };
      account.seats.push(seat);
      seated += 1;
      bench.add(seat);
      return seat;
    },
    rise(seat) {
      const { seats } = seat.account;
      seats.splice(seats.indexOf(seat), 1);
      seat.bench.remove(seat);
      seated -= 1;
      if (seated > 0) return;
      // Nobody waits, so nobody takes anything from anybody: all are even again, and nothing has to be remembered.
      accounts.clear();
      mark = 0;
    },
    charge(account, tokens) {
      mark = Math.max(mark, account.spent);
      correct(account, tokens);
    },
    correct,
  };
}
