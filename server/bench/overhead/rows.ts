// What the parts of this benchmark hand in: figures with their budgets, and how they are named. It measures nothing.

export type Row = {
  what: string;
  unit: string;
  samples: number[];
  budget?: { atMost: number };
  note?: string;
  isSimulated?: true;
};

/** Only this gateway has budgets. */
export function ours(peer: string, atMost: number): Pick<Row, "budget"> {
  return peer.startsWith("Tandem") ? { budget: { atMost } } : {};
}

export function failures(failed: number): Pick<Row, "note"> {
  return failed === 0 ? {} : { note: `${failed} requests failed` };
}
