// The simulator's own record of every request, so that measurements taken elsewhere can be checked against the truth.
// All times are milliseconds since the Unix epoch with fractions, taken when the bytes were handed to the socket.

export type Outcome =
  | "stop"
  | "length"
  | "aborted"
  | "fault"
  | "rejected"
  /** A request that generates nothing, such as GET /v1/models. */
  | "served";

export type RequestRecord = {
  id: string;
  route: string;
  /** From `X-Tandem-Task`. */
  task?: string;
  arrivedAtMs: number;
  firstTokenAtMs?: number;
  lastTokenAtMs?: number;
  endedAtMs?: number;
  promptTokens: number;
  cachedTokens: number;
  completionTokens: number;
  /** Absent while the request runs. */
  outcome?: Outcome;
};

export type RecordBook = {
  open(start: Pick<RequestRecord, "id" | "route" | "arrivedAtMs" | "task">): RequestRecord;
  list(): readonly RequestRecord[];
  clear(): void;
};

/** The oldest records go when there are more. */
const maxRecords = 50_000;

export function createRecordBook(): RecordBook {
  const records: RequestRecord[] = [];
  return {
    open(start) {
      const record = { ...start, promptTokens: 0, cachedTokens: 0, completionTokens: 0 };
      records.push(record);
      if (records.length > maxRecords) records.splice(0, maxRecords / 10);
      return record;
    },
    list: () => records,
    clear() {
      records.length = 0;
    },
  };
}
