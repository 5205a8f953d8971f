// One request's place in the audit: seals what it is given, hands the records to the committer in their order, and keeps
// nothing once it is finished. It does not know how records become durable, nor when a part is due.
import { setTimeout as sleep } from "node:timers/promises";
import type { Final, Intent } from "../../core/protocol/audit-record.ts";
import type { TrafficClass } from "../../core/routing/task.ts";
import type { Crowd, Member } from "../crowd.ts";
import { GatewayError } from "../gateway-error.ts";
import type { Committer, Item } from "./committer.ts";
import type { Entry, RequestEnd, RequestFacts } from "./entry.ts";
import type { LogStorage } from "./log-storage.ts";
import { decodeMeta, encodeMeta, finalOf, intentOf, partOf } from "./meta.ts";
import { commitmentOf } from "./record.ts";
import type { SealedPayload, Vault } from "./vault.ts";

/** What all entries of a journal have in common. */
export type EntryWorld = {
  readonly vault: Vault;
  readonly committer: Committer;
  readonly storage: LogStorage;
  now(): number;
  onFailure(): "refuse" | "gap";
  /** How long a request waits for a store that does not answer. */
  readonly patienceMs: number;
  onError(error: unknown): void;
  readonly open: Crowd<OpenEntry>;
  /** Counts up every now and then: how old pieces are. */
  readonly tick: number;
  readonly isClosing: boolean;
  /** A request is served and not recorded, or not in full. */
  missed(error: unknown): void;
  opened(intent: Intent, position: number): void;
  ended(final: Final): void;
};

/** An answer is written in parts of about this length. */
const partBytes = 64 << 10;
/** Answers that wait for a disk which does not take them stay in memory up to this much, all together. */
const mostHeldBytes = 256 << 20;
const retryMs = 500;

type Sealing = {
  plain: Buffer | undefined;
  use(sealed: SealedPayload | undefined): void;
  /** There is no key at the moment. True: try again. */
  failed(error: unknown): boolean;
};

/** A class, unlike its surroundings: thousands are alive at once, and each would carry a closure for every function. */
export class OpenEntry implements Entry, Member {
  place = -1;
  readonly id: string;
  readonly durable: Promise<void>;
  /** The tick at which the oldest piece came that no record holds yet; infinite where there is none. */
  since = Number.POSITIVE_INFINITY;

  readonly #world: EntryWorld;
  readonly #person: string;
  readonly #class: TrafficClass;
  readonly #settle: { resolve: () => void; reject: (error: Error) => void };
  /** `closed`: lost to whoever asked, and yet in the log, where a final without answer has been put behind it. */
  #state: "pending" | "durable" | "lost" | "closed" = "pending";
  #body: Buffer | undefined;
  #sealing: Promise<void> | undefined;
  #pieces: Buffer[] = [];
  #pieceBytes = 0;
  #isCut = false;
  #isFinished = false;
  /** Handed over, and not left out since. */
  #hasFinal = false;
  #position = 0;
  #place = 0;

  constructor(world: EntryWorld, facts: RequestFacts, body: Buffer) {
    this.#world = world;
    this.id = facts.id;
    this.#person = facts.person;
    this.#class = facts.class;
    this.#body = body;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.durable = promise;
    this.#settle = { resolve, reject };
    // Who opens an entry need not wait for it at once.
    promise.catch(ignore);
    world.open.add(this);
    if (world.committer.state !== "ok") this.#lose(world.committer.error);
    else this.#sealIntent(facts, body);
  }

  capture(chunk: Buffer): void {
    if (this.#isLost() || this.#isFinished || chunk.length === 0) return;
    if (this.#pieceBytes === 0) this.since = this.#world.tick;
    this.#pieces.push(chunk);
    this.#pieceBytes += chunk.length;
    if (this.#pieceBytes >= partBytes) this.writePart();
  }

  /** Of all that has been captured since the last one. */
  writePart(): void {
    const plain = this.#takePieces();
    if (plain.length === 0 || this.#isLost()) return;
    if (this.#world.committer.heldBytes > mostHeldBytes) {
      this.#cut();
      return;
    }
    const bytes = plain.length;
    this.#seal({
      plain,
      use: (sealed) => sealed && this.#pushPart(sealed, bytes),
      failed: () => !this.#world.isClosing,
    });
  }

  finish(end: RequestEnd): Promise<void> {
    if (this.#isFinished) return Promise.reject(new Error("An entry is finished once."));
    this.#isFinished = true;
    const plain = this.#takePieces();
    this.#world.open.delete(this);
    if (this.#isLost()) return this.#lostPromise();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    promise.catch(ignore);
    const settle = { resolve, reject };
    const closed = this.#isCut ? unrecorded(end) : end;
    if (this.#isCut) this.#settleLate(settle);
    const startedAt = performance.now();
    this.#seal({
      plain: plain.length === 0 ? undefined : plain,
      use: (sealed) => this.#pushFinal(closed, sealed, plain.length, settle),
      failed: () => {
        const isLate = performance.now() - startedAt > this.#world.patienceMs;
        const isGivenUp = this.#state === "lost" || this.#world.isClosing;
        if (isLate || isGivenUp || this.#isGap()) this.#settleLate(settle);
        return !isGivenUp;
      },
    });
    return promise;
  }

  get holdsBody(): boolean {
    return this.#body !== undefined;
  }

  dropBody(): void {
    this.#body = undefined;
  }

  async readBody(): Promise<Buffer> {
    await this.durable;
    if (this.#body !== undefined) return this.#body;
    const { storage, vault } = this.#world;
    const { meta, payload } = await storage.readAt(this.#position, this.#place);
    const intent = decodeMeta(meta);
    if (intent.kind !== "intent" || intent.id !== this.id) throw unreadable();
    const body = payload && (await vault.open(intent.subject, payload));
    if (body === undefined) throw unreadable();
    return body;
  }

  #sealIntent(facts: RequestFacts, body: Buffer): void {
    this.#seal({
      plain: body,
      use: (sealed) => sealed && this.#pushIntent(facts, sealed, body.length),
      failed: (error) => {
        this.#lose(error);
        return false;
      },
    });
  }

  #takePieces(): Buffer {
    const [only] = this.#pieces;
    const isOne = this.#pieces.length === 1 && only !== undefined;
    const plain = isOne ? only : Buffer.concat(this.#pieces, this.#pieceBytes);
    this.since = Number.POSITIVE_INFINITY;
    this.#pieces = [];
    this.#pieceBytes = 0;
    return plain;
  }

  /** In the order of its calls, at once where today's key is at hand. */
  #seal(sealing: Sealing): void {
    if (this.#sealing === undefined) {
      const sealed = this.#trySeal(sealing.plain);
      if (sealed !== "no key") {
        sealing.use(sealed);
        return;
      }
    }
    const later = this.#sealLater(sealing, this.#sealing).then(() => {
      if (this.#sealing === later) this.#sealing = undefined;
    });
    this.#sealing = later;
  }

  #trySeal(plain: Buffer | undefined): SealedPayload | undefined | "no key" {
    if (plain === undefined) return undefined;
    return this.#world.vault.seal(this.#person, this.#class, plain) ?? "no key";
  }

  async #sealLater(sealing: Sealing, before: Promise<void> | undefined): Promise<void> {
    await before;
    for (;;) {
      if (this.#state === "lost") {
        sealing.failed(this.#world.committer.error);
        return;
      }
      const sealed = this.#trySeal(sealing.plain);
      if (sealed !== "no key") {
        sealing.use(sealed);
        return;
      }
      try {
        const { vault, patienceMs } = this.#world;
        await beforeLate(vault.ready(this.#person, this.#class), patienceMs);
      } catch (error) {
        this.#world.onError(error);
        if (!sealing.failed(error)) return;
        await sleep(retryMs);
      }
    }
  }

  #pushIntent(facts: RequestFacts, { subject, payload }: SealedPayload, bytes: number): void {
    const intent = intentOf(facts, { subject, bytes });
    this.#push(encodeMeta(intent), payload, {
      held: 0,
      durable: (position, place) => this.#becomeDurable(intent, position, place),
      troubled: (error) => this.#lose(error),
      late: () => this.#lose(undefined),
    });
  }

  #pushPart({ subject, payload }: SealedPayload, bytes: number): void {
    const part = partOf(this.id, this.#world.now(), { subject, bytes });
    this.#push(encodeMeta(part), payload, {
      held: payload.length,
      durable: ignore,
      troubled: ignore,
      late: ignore,
    });
  }

  #pushFinal(
    end: RequestEnd,
    sealed: SealedPayload | undefined,
    bytes: number,
    settle: { resolve: () => void; reject: (error: Error) => void },
  ): void {
    // Given up while it waited for its key, and ended without an answer since.
    if (this.#hasFinal) {
      this.#settleLate(settle);
      return;
    }
    this.#hasFinal = true;
    const about = sealed && { subject: sealed.subject, bytes };
    let final = finalOf(this.id, end, about);
    let isUntold = false;
    /** The client has not got its last byte. */
    const tellLate = () => {
      if (!isUntold) return;
      final = finalOf(this.id, unrecorded(end), about);
      item.meta = encodeMeta(final);
    };
    const item = this.#push(encodeMeta(final), sealed?.payload, {
      held: sealed?.payload.length ?? 0,
      durable: () => {
        settle.resolve();
        this.#world.ended(final);
      },
      troubled: () => {
        if (this.#state === "lost" || this.#isGap()) this.#settleLate(settle);
      },
      late: (isUnderWay) => {
        this.#settleLate(settle);
        isUntold = !this.#isGap();
        if (!isUnderWay) tellLate();
      },
      again: () => tellLate(),
      isGivenUp: () => {
        this.#hasFinal = this.#state !== "lost";
        return !this.#hasFinal;
      },
    });
  }

  #push(
    meta: Buffer,
    payload: Buffer | undefined,
    rest: Pick<Item, "held" | "durable" | "troubled" | "late" | "again"> &
      Partial<Pick<Item, "isGivenUp">>,
  ): Item {
    const item: Item = {
      meta,
      payload,
      commitment: commitmentOf(payload),
      queuedAt: 0,
      isGivenUp: () => this.#state === "lost",
      ...rest,
    };
    this.#world.committer.push(item);
    return item;
  }

  #becomeDurable(intent: Intent, position: number, place: number): void {
    this.#world.opened(intent, position);
    if (this.#state === "lost") {
      this.#closeLost();
      return;
    }
    this.#state = "durable";
    this.#position = position;
    this.#place = place;
    this.#body = undefined;
    this.#settle.resolve();
  }

  /** Nobody believed any more that it would be recorded: the log says how it went as far as is known. */
  #closeLost(): void {
    const outcome = this.#isGap() ? "interrupted" : "refused";
    const end = { at: this.#world.now(), outcome, error: "audit_unavailable" } as const;
    this.#state = "closed";
    // One that is on its way ends it as well, and nothing is ended twice.
    if (!this.#hasFinal) this.#pushFinal(end, undefined, 0, { resolve: ignore, reject: ignore });
  }

  #lose(error: unknown): void {
    if (this.#state !== "pending") return;
    this.#state = "lost";
    this.#takePieces();
    if (this.#isGap()) {
      this.#world.missed(error);
      this.#settle.resolve();
      return;
    }
    this.#body = undefined;
    this.#settle.reject(unavailable(error));
  }

  #cut(): void {
    if (!this.#isCut) this.#world.missed(this.#world.committer.error);
    this.#isCut = true;
  }

  #settleLate({ resolve, reject }: { resolve: () => void; reject: (error: Error) => void }): void {
    if (this.#isGap()) resolve();
    else reject(unavailable(this.#world.committer.error));
  }

  #isLost(): boolean {
    return this.#state === "lost" || this.#state === "closed";
  }

  async #lostPromise(): Promise<void> {
    if (!this.#isGap()) throw unavailable(this.#world.committer.error);
  }

  #isGap(): boolean {
    return this.#world.onFailure() === "gap" && this.#world.committer.state !== "lost";
  }
}

/** A store that neither answers nor fails counts as failing. */
async function beforeLate(answer: Promise<void>, patienceMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new StoreSilent()), patienceMs);
  });
  try {
    await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

class StoreSilent extends Error {
  readonly code = "ETIMEDOUT";

  constructor() {
    super("The store does not say whether it has a key.");
  }
}

function unrecorded(end: RequestEnd): RequestEnd {
  return { ...end, outcome: "failed", error: "audit_unavailable" };
}

export function unavailable(cause: unknown): GatewayError {
  return new GatewayError(
    "audit_unavailable",
    "Requests cannot be recorded at the moment, and what is not recorded is not served: try again soon.",
    { cause },
  );
}

function unreadable(): GatewayError {
  return new GatewayError(
    "internal",
    "The request waited so long that its body was put away, and it cannot be read back: send it again.",
  );
}

function ignore(): void {}
