import assert from "node:assert/strict";
import * as vscode from "vscode";
import {
  cardAfter,
  discard,
  keyboardDuring,
  say,
  turnAfter,
  workspaceUri,
} from "../../test/inside/answers.ts";
import {
  askBy,
  closeEverything,
  configureEndpoint,
  openSelected,
  tandem,
} from "../../test/inside/tandem.ts";

const openCart = () => openSelected("src/cart.ts", "export function subtotalCents", "}");
const isProposed = (turn: { card?: { title: string } }) =>
  /^Proposed change/.test(turn.card?.title ?? "");

describe("The keyboard, when a preview opens", () => {
  before(() => configureEndpoint());
  beforeEach(() => vscode.commands.executeCommand("tandem.newChat"));
  afterEach(closeEverything);

  for (const command of ["/fix", "/doc", "/tests"]) {
    it(`stays in the composer after ${command}, and after Retry of it`, async () => {
      await openCart();
      const opened = await keyboardDuring(() => say(command, isProposed));
      assert.deepEqual(opened, ["left"]);
      await cardAfter(discard, /discarded/);
      await openCart();
      const { chat } = await tandem();
      const turnId = chat.turns().at(-1)?.id ?? "";
      const again = await keyboardDuring(() =>
        turnAfter(() => chat.receive({ type: "card", turnId, action: "retry" }), isProposed),
      );
      assert.deepEqual(again, ["left"]);
      await cardAfter(discard, /discarded/);
    });
  }

  it("stays in the composer after /fix of attached files", async () => {
    await vscode.commands.executeCommand("tandem.addToChat", workspaceUri("src/cart.ts"));
    const opened = await keyboardDuring(() => say("/fix", isProposed));
    assert.deepEqual(opened, ["left"]);
    await cardAfter(discard, /discarded/);
  });

  for (const command of ["fixSelection", "documentSelection", "writeTests"]) {
    it(`goes to the preview after the command ${command}`, async () => {
      await openCart();
      assert.deepEqual(await keyboardDuring(() => askBy(`tandem.${command}`)), ["taken"]);
      await cardAfter(discard, /discarded/);
    });
  }
});
