import assert from "node:assert/strict";
import { ModelError, type ModelErrorCode, modelErrors } from "../../core/model/errors.ts";
import { SetupError, type SetupErrorCode, setupErrors } from "../host/setup-error.ts";
import type { Card } from "../webview/messages.ts";
import { endingCard, errorCard, needsOwner, restoredCard } from "./cards.ts";

function check(code: ModelErrorCode, firstAction: string) {
  const error = new ModelError(code, { detail: "gpu1:8000" });
  const card = errorCard(error);
  assert.equal(card.title, error.summary);
  assert.equal(card.detail, error.remedy);
  assert.equal(card.actions[0]?.action, firstAction);
  assert.deepEqual(
    card.actions.map(({ isPrimary }) => isPrimary === true),
    card.actions.map((_, index) => index === 0),
  );
}

describe("errorCard", () => {
  it("offers the key where the key was rejected", () => check("unauthorized", "setApiKey"));
  it("offers the models where one is missing", () => check("model_not_found", "selectModel"));
  it("offers a new chat where the window is full", () => check("context_length", "newChat"));
  it("offers the settings for a bad URL", () => check("invalid_url", "openSettings"));
  it("offers Retry where nothing listens", () => check("refused", "retry"));
  it("offers Retry for a broken stream", () => check("stream_cut", "retry"));
  it("offers Retry for a busy server", () => check("busy", "retry"));

  it("offers Retry for whatever may succeed later", () => {
    for (const [code, { isRetryable }] of Object.entries(modelErrors)) {
      const actions = errorCard(new ModelError(code as ModelErrorCode)).actions;
      if (isRetryable)
        assert.ok(
          actions.some(({ action }) => action === "retry"),
          code,
        );
    }
  });

  it("has a next step for every error", () => {
    for (const code of Object.keys(modelErrors)) {
      assert.ok(errorCard(new ModelError(code as ModelErrorCode)).actions.length > 0, code);
    }
    for (const code of Object.keys(setupErrors)) {
      const card = errorCard(new SetupError(code as SetupErrorCode, "It is so."));
      assert.ok(card.actions.length > 0, code);
    }
  });

  it("says what is missing before a request is sent", () => {
    const card = errorCard(new SetupError("no_endpoint", "No endpoint is configured."));
    assert.equal(card.title, "No endpoint is configured.");
    assert.equal(card.actions[0]?.action, "connectEndpoint");
  });

  it("shows nothing of an unexpected error but where to look", () => {
    const card = errorCard(new TypeError("secret detail of a stack"));
    assert.doesNotMatch(JSON.stringify(card), /secret/);
    assert.ok(card.actions.some(({ action }) => action === "showLog"));
  });
});

describe("endingCard", () => {
  it("is silent about an answer that ended well", () =>
    assert.equal(endingCard("text", "stop"), undefined));
  it("says that the token limit was reached", () =>
    assert.match(endingCard("text", "length")?.title ?? "", /token limit/));
  it("says that a filter stopped it", () =>
    assert.match(endingCard("", "content_filter")?.title ?? "", /withheld/));
  it("says that it only thought", () =>
    assert.match(endingCard("", "stop", true)?.title ?? "", /thought/));
  it("says that there was no answer", () =>
    assert.match(endingCard(" \n", "stop")?.title ?? "", /nothing/));
});

describe("restoredCard", () => {
  const shown = (card: Card) => [card.detail, card.actions.map(({ action }) => action)];
  const change: Card = {
    ...{ severity: "info", title: "A change.", detail: "The editor shows it." },
    actions: [
      { action: "acceptChange", label: "Accept", isPrimary: true },
      { action: "discardChange", label: "Discard" },
    ],
  };

  it("can no longer be decided, and asks again", () => {
    assert.equal(needsOwner(change), true);
    const restored = restoredCard(change);
    assert.deepEqual(shown(restored), [
      "This change can no longer be applied: ask again.",
      ["retry"],
    ]);
    assert.equal(needsOwner(restored), false);
    assert.deepEqual(restoredCard(restored), restored);
  });

  it("keeps what needs nobody", () => {
    const error = errorCard(new ModelError("unauthorized"));
    assert.deepEqual(restoredCard(error), error);
  });

  it("keeps no button that it does not know", () => {
    const actions = [{ action: "format-disk", label: "Go" }];
    const card = restoredCard({ severity: "info", title: "Hm.", actions });
    assert.deepEqual(shown(card), [undefined, []]);
  });
});
