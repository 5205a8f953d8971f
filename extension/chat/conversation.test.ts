import assert from "node:assert/strict";
import type { Answer, StreamEvent } from "../../core/model/answer.ts";
import { ModelError } from "../../core/model/errors.ts";
import type { ChatRequest } from "../../core/model/request.ts";
import type { ChatLine } from "../../core/protocol/chat-file.ts";
import type { AnsweringModel } from "../host/answers/answer-run.ts";
import type { EndedAnswer } from "../host/answers/ask-chat.ts";
import type { HostMessage, TurnView } from "../webview/messages.ts";
import { createConversation } from "./conversation.ts";
import type { StoredTurn } from "./history/chat-reading.ts";
import type { AnsweredTurn, Question } from "./question.ts";
import type { Restored } from "./turn-list.ts";

const answer: Answer = {
  text: "",
  reasoning: "",
  toolCalls: [],
  finishReason: "stop",
  usage: { promptTokens: 9, completionTokens: 3 },
  timing: { ttftMs: 40, tpotMs: 5, itlMs: [], e2elMs: 50 },
  model: "qwen3-coder",
  requestId: "r1",
  isSimulated: true,
};

type Stream = (request: ChatRequest, signal: AbortSignal) => AsyncIterable<StreamEvent>;

async function* says(text: string): AsyncGenerator<StreamEvent> {
  yield { kind: "text", text };
  yield { kind: "end", answer: { ...answer, text } };
}

async function* saysAndBreaks(text: string): AsyncGenerator<StreamEvent> {
  yield { kind: "text", text };
  throw new ModelError("stream_cut");
}

/** Says something and then waits until it is aborted. */
async function* hangs(text: string, signal: AbortSignal): AsyncGenerator<StreamEvent> {
  yield { kind: "text", text };
  await new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

type Given = { restored?: Restored; older?: StoredTurn[]; connect?: () => Promise<AnsweringModel> };

function started(streamChat: Stream, { restored, older = [], connect }: Given = {}) {
  const posted: HostMessage[] = [];
  const requests: ChatRequest[] = [];
  const outcomes: unknown[] = [];
  const written: ChatLine[] = [];
  const answers: [EndedAnswer, AnsweredTurn][] = [];
  let nextId = 0;
  const model = (name: string): AnsweringModel => ({
    client: {
      streamChat: (request, signal) => {
        requests.push(request);
        return streamChat(request, signal);
      },
    },
    endpoint: { url: "http://gpu1:8000/v1" },
    model: name,
    why: "route for chat",
    contextWindow: 32_768,
    maxAnswerTokens: 1024,
  });
  const conversation = createConversation(
    {
      connect: connect ?? (async () => model("qwen3-coder")),
      post: (message) => posted.push(message),
      setTimer: () => () => undefined,
      onOutcome: (error) => outcomes.push(error),
      instructions: async () => "Write tests.",
      now: () => 7,
      newId: () => {
        nextId += 1;
        return `turn-${nextId}`;
      },
      windowTokens: () => 32_768,
      onAnswer: (ending, turn) => answers.push([ending, turn]),
      keeping: {
        write: (line) => written.push(line),
        writeNow: (line) => written.push(line),
        isKept: () => true,
        find: async (turnId) => older.find(({ asked }) => asked.id === turnId),
        before: async (turnId, count) => {
          const at = older.findIndex(({ asked }) => asked.id === turnId);
          const end = at === -1 ? older.length : at;
          const start = Math.max(0, end - count);
          return { turns: older.slice(start, end), olderCount: start };
        },
      },
    },
    restored ?? { turns: [], olderCount: 0 },
  );
  const streaming = () => new Promise<void>((resolve) => setImmediate(resolve));
  return { conversation, posted, requests, outcomes, written, answers, model, streaming };
}

function stored(id: string, answer: string, more: Partial<ChatLine> = {}): StoredTurn {
  const what = { title: `Q ${id}`, question: `Q ${id}`, references: [], isEditable: true };
  return {
    asked: { kind: "asked", id, atMs: 1, prompt: "chat", ...what },
    answered: {
      ...{ kind: "answered", id, atMs: 2, state: "done", answer, reasoning: "" },
      ...more,
    } as NonNullable<StoredTurn["answered"]>,
  };
}

const question: Question = { prompt: "chat", title: "Why?", question: "Why?", references: [] };

describe("conversation", () => {
  it("streams an answer to its end with the facts below it", async () => {
    const { conversation } = started(() => says("Because."));
    const ending = await conversation.ask(question);
    assert.equal(ending.finishReason, "stop");
    const [turn] = conversation.turns();
    assert.deepEqual([turn?.state, turn?.answer], ["done", "Because."]);
    assert.deepEqual(turn?.facts, {
      model: "qwen3-coder",
      isSimulated: true,
      ttftMs: 40,
      tokensPerSecond: 200,
      promptTokens: 9,
      completionTokens: 3,
    });
  });

  it("says which model answers and why before its first word", async () => {
    const { conversation, streaming } = started((_, signal) => hangs("", signal));
    const asked = conversation.ask(question);
    await streaming();
    const header = { model: "qwen3-coder", endpoint: "gpu1:8000", why: "route for chat" };
    assert.deepEqual(conversation.turns()[0]?.header, header);
    conversation.stop();
    await asked;
  });

  it("tells the view in order: turn, state, delta, state", async () => {
    const { conversation, posted } = started(() => says("Because."));
    await conversation.ask(question);
    assert.deepEqual(
      posted.map(({ type }) => type),
      ["turnAdded", "turnChanged", "turnChanged", "delta", "turnChanged"],
    );
  });

  it("keeps the part that arrived before a failure, with a card", async () => {
    const { conversation, outcomes } = started(() => saysAndBreaks("Half"));
    const ending = await conversation.ask(question);
    const [turn] = conversation.turns();
    assert.deepEqual(
      [turn?.state, turn?.answer, turn?.card?.severity],
      ["failed", "Half", "error"],
    );
    assert.equal(ending.finishReason, undefined);
    assert.ok(outcomes[0] instanceof ModelError);
  });

  it("stops without calling it an error and keeps the part", async () => {
    const { conversation, outcomes, streaming } = started((_, signal) => hangs("Half", signal));
    const asked = conversation.ask(question);
    await streaming();
    conversation.stop();
    await asked;
    const [turn] = conversation.turns();
    assert.deepEqual([turn?.state, turn?.answer, turn?.card], ["stopped", "Half", undefined]);
    assert.deepEqual(outcomes, []);
  });

  it("stops while it waits for something that knows no stop", async () => {
    const forever = () => new Promise<never>(() => undefined);
    const { conversation, outcomes, streaming } = started(() => says(""), { connect: forever });
    const asked = conversation.ask(question);
    await streaming();
    conversation.stop();
    assert.deepEqual(await asked, { turnId: "turn-1", text: "" });
    assert.deepEqual([conversation.turns()[0]?.state, outcomes], ["stopped", []]);
  });

  it("ignores a stop for a turn that is not running", async () => {
    const { conversation, streaming } = started((_, signal) => hangs("Half", signal));
    const asked = conversation.ask(question);
    await streaming();
    conversation.stop("turn-99");
    await streaming();
    assert.equal(conversation.turns()[0]?.state, "streaming");
    conversation.stop();
    await asked;
  });

  it("stops the running answer when a new question comes", async () => {
    const { conversation, streaming } = started((request, signal) =>
      request.messages.at(-1)?.content === "Why?" ? hangs("Half", signal) : says("Second"),
    );
    const first = conversation.ask(question);
    await streaming();
    await conversation.ask({ ...question, question: "And?" });
    await first;
    assert.deepEqual(
      conversation.turns().map(({ state }) => state),
      ["stopped", "done"],
    );
  });

  it("retries with the same references and replaces a turn without an answer", async () => {
    let isUp = false;
    const { conversation, requests } = started(() => {
      if (!isUp) throw new ModelError("refused", { detail: "gpu1:8000" });
      return says("Because.");
    });
    await conversation.ask(question);
    isUp = true;
    await conversation.retry(conversation.turns()[0]?.id ?? "");
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(
      conversation.turns().map(({ state, question: shown }) => [state, shown]),
      [["done", "Why?"]],
    );
    assert.deepEqual(requests[1], requests[0]);
  });

  it("keeps a part of an answer when its turn is retried", async () => {
    const { conversation } = started(() => saysAndBreaks("Half"));
    await conversation.ask(question);
    await conversation.retry(conversation.turns()[0]?.id ?? "");
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(
      conversation.turns().map(({ answer: text }) => text),
      ["Half", "Half"],
    );
  });

  it("lets a turn decide what Retry means", async () => {
    let retries = 0;
    const { conversation } = started(() => saysAndBreaks(""));
    await conversation.ask({ ...question, onRetry: () => (retries += 1) });
    await conversation.retry(conversation.turns()[0]?.id ?? "");
    assert.equal(retries, 1);
  });

  it("tells a question what was said before, and a command nothing", async () => {
    const { conversation, requests } = started(() => says("Because."));
    await conversation.ask(question);
    await conversation.ask({ ...question, question: "And?" });
    await conversation.ask({ ...question, prompt: "explain", question: "" });
    assert.deepEqual(
      requests.map(({ messages }) => messages.map(({ role }) => role).join()),
      ["system,user", "system,user,assistant,user", "system,user"],
    );
  });

  it("says what was left out to fit the window", async () => {
    const { conversation } = started(() => says("x ".repeat(60_000)));
    await conversation.ask(question);
    await conversation.ask(question);
    assert.match(conversation.turns()[1]?.facts?.trimmed ?? "", /1 earlier turn/);
  });

  it("sends the workspace's instructions along", async () => {
    const { conversation, requests } = started(() => says("Because."));
    await conversation.ask(question);
    assert.match(requests[0]?.messages[0]?.content ?? "", /Write tests\./);
  });

  it("tells whoever asked what came so far", async () => {
    const texts: string[] = [];
    const { conversation } = started(() => says("Because."));
    await conversation.ask({ ...question, onText: (text) => texts.push(text) });
    assert.deepEqual(texts, ["Because."]);
  });

  it("regenerates as a new turn, by another model too", async () => {
    const { conversation, requests, model } = started(() => says("Because."));
    const { turnId } = await conversation.ask(question);
    await conversation.regenerate(turnId, async () => model("other-model"));
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(
      conversation.turns().map(({ question: shown, header }) => [shown, header?.model]),
      [
        ["Why?", "qwen3-coder"],
        ["Why?", "other-model"],
      ],
    );
    assert.equal(requests[1]?.model, "other-model");
  });

  it("asks the model that there is, where the chosen one is gone", async () => {
    const { conversation, requests } = started(() => says("Because."));
    const gone = async () => {
      throw new ModelError("model_not_found");
    };
    const { turnId } = await conversation.ask({ ...question, connect: gone });
    assert.equal(conversation.turns()[0]?.state, "failed");
    await conversation.retry(turnId);
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(
      conversation.turns().map(({ state }) => state),
      ["done"],
    );
    assert.equal(requests[0]?.model, "qwen3-coder");
  });

  it("asks the chosen model again where it only failed", async () => {
    const { conversation, requests, model } = started(() => saysAndBreaks(""));
    const { turnId } = await conversation.ask({ ...question, connect: async () => model("other") });
    await conversation.retry(turnId);
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(
      requests.map(({ model: asked }) => asked),
      ["other", "other"],
    );
  });

  it("tells of complete answers that nobody waits for", async () => {
    const { conversation, answers } = started(() => says("Because."));
    await conversation.ask(question);
    await conversation.ask({ ...question, onCardAction: () => undefined });
    assert.deepEqual(
      answers.map(([ending, turn]) => [ending.turnId, turn.id, turn.answer]),
      [["turn-1", "turn-1", "Because."]],
    );
  });

  describe("cards", () => {
    const card = {
      severity: "info" as const,
      title: "A change.",
      actions: [{ action: "acceptChange" as const, label: "Accept" }],
    };

    it("pass their buttons to whoever asked, or set them", async () => {
      const pressed: string[] = [];
      const { conversation } = started(() => says("Because."));
      const { turnId } = await conversation.ask({
        ...question,
        onCardAction: (action) => pressed.push(`asked ${action}`),
      });
      assert.equal(await conversation.act(turnId, "acceptChange"), true);
      await conversation.setCard(turnId, card, (action, path) =>
        pressed.push(`set ${action} ${path}`),
      );
      assert.equal(conversation.hasDecisions(), true);
      await conversation.act(turnId, "showDiff", "a.ts");
      assert.deepEqual(pressed, ["asked acceptChange", "set showDiff a.ts"]);
    });

    it("are kept when they change after the answer", async () => {
      const { conversation, written } = started(() => says("Because."));
      const { turnId } = await conversation.ask(question);
      await conversation.setCard(turnId, card);
      assert.deepEqual(written.at(-1), { kind: "carded", id: turnId, card });
    });

    it("lose what only their window could do", async () => {
      const old = stored("a", "Done.", { card } as Partial<ChatLine>);
      const { conversation } = started(() => says("Because."), {
        restored: { turns: [old], olderCount: 0 },
      });
      const [turn] = conversation.turns();
      assert.equal(turn?.card?.title, "A change.");
      assert.match(turn?.card?.detail ?? "", /can no longer be applied/);
      assert.deepEqual(
        turn?.card?.actions.map(({ action }) => action),
        ["retry"],
      );
      assert.equal(await conversation.act("a", "acceptChange"), false);
    });
  });

  describe("keeping", () => {
    it("writes the question when it is asked and the answer when it ends", async () => {
      const { conversation, written, streaming } = started((_, signal) => hangs("Half", signal));
      const asked = conversation.ask({ ...question, isEditable: true });
      await streaming();
      const what = { title: "Why?", question: "Why?", references: [], isEditable: true };
      assert.deepEqual(written, [
        { kind: "asked", id: "turn-1", atMs: 7, prompt: "chat", ...what },
      ]);
      conversation.stop();
      await asked;
      const { header, ...end } = written[1] as ChatLine & { header: unknown };
      assert.ok(header);
      const text = { answer: "Half", reasoning: "" };
      assert.deepEqual(end, { kind: "answered", id: "turn-1", atMs: 7, state: "stopped", ...text });
    });

    it("writes the part that came when the window closes, once", async () => {
      const { conversation, written, streaming } = started((_, signal) => hangs("Half", signal));
      const asked = conversation.ask(question);
      await streaming();
      conversation.close();
      await asked;
      assert.deepEqual(
        written.map((line) => [line.kind, "answer" in line ? line.answer : ""]),
        [
          ["asked", ""],
          ["answered", "Half"],
        ],
      );
    });

    it("writes nothing more of a chat that is deleted", async () => {
      const { conversation, written, streaming } = started((_, signal) => hangs("Half", signal));
      const asked = conversation.ask(question);
      await streaming();
      conversation.discard();
      await asked;
      assert.deepEqual(
        written.map(({ kind }) => kind),
        ["asked"],
      );
    });

    it("keeps the newest 30 turns in memory and finds the others", async () => {
      const older = Array.from({ length: 70 }, (_, index) => stored(`old-${index}`, `A ${index}`));
      const { conversation, posted } = started(() => says("Because."), {
        restored: { turns: older.slice(-30), olderCount: 40 },
        older,
      });
      await conversation.ask(question);
      assert.deepEqual([conversation.turns().length, conversation.olderCount()], [30, 41]);
      const page = await conversation.older("old-40");
      assert.deepEqual([page.turns.length, page.turns[0]?.id, page.olderCount], [30, "old-10", 10]);
      assert.equal((await conversation.find("old-3"))?.question, "Q old-3");
      await conversation.setCard("old-3", { severity: "info", title: "Hm.", actions: [] });
      const last = posted.at(-1);
      assert.deepEqual(
        [last?.type, last && "state" in last && last.state],
        ["turnChanged", "done"],
      );
    });

    it("tells a question what is on disk, and the same objects again", async () => {
      const older = Array.from({ length: 40 }, (_, index) => stored(`old-${index}`, `A ${index}`));
      const { conversation, requests } = started(() => says("Because."), {
        restored: { turns: older.slice(-30), olderCount: 10 },
        older,
      });
      await conversation.ask(question);
      const contents = requests[0]?.messages.map(({ content }) => content) ?? [];
      assert.ok(contents.includes("A 0") && contents.includes("A 39"));
      const [one, other] = [await conversation.past(), await conversation.past()];
      assert.equal(one.length, 41);
      assert.ok(one.every((turn, index) => turn === other[index]));
    });

    it("asks an older question without an answer again, and counts it no more", async () => {
      const older = Array.from({ length: 31 }, (_, index) => stored(`old-${index}`, ""));
      const { conversation, posted } = started(() => says("Because."), {
        restored: { turns: older.slice(1), olderCount: 1 },
        older,
      });
      await conversation.retry("old-0");
      assert.ok(
        posted.some((message) => message.type === "turnRemoved" && message.turnId === "old-0"),
      );
      // The one that was asked again made way for the next oldest.
      assert.equal(conversation.olderCount(), 1);
    });

    it("shows an interrupted question as stopped and asks it again", async () => {
      const { asked } = stored("a", "");
      const { conversation } = started(() => says("Because."), {
        restored: { turns: [{ asked }], olderCount: 0 },
      });
      assert.equal(conversation.turns()[0]?.state, "stopped");
      await conversation.retry("a");
      await new Promise((resolve) => setImmediate(resolve));
      assert.deepEqual(
        conversation.turns().map(({ question: shown, state }: TurnView) => [shown, state]),
        [["Q a", "done"]],
      );
    });
  });
});
