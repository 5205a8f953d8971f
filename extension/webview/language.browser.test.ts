// The chat view in another language, under the policy that ships: translations come as data in the page, and nothing in them runs.
import assert from "node:assert/strict";
import { driveChat } from "./test/drive-chat.ts";
import { explained, replayOf, roomyMeter } from "./test/sample-turns.ts";

const german = {
  language: "de",
  bundle: {
    Send: "Senden",
    "{0} tokens/s": "{0} Token/s",
    "≈{0} of {1}": "≈{0} von {1}",
    "Ask about your code": "</script><script>document.title = 'broken'</script>",
  },
};

describe("a page in another language", function () {
  this.timeout(30_000);
  const chat = driveChat();

  it("speaks it from the first word on, with its numbers, and keeps English where words are missing", async () => {
    await chat.open(replayOf({ turns: [explained], meter: roomyMeter }), { l10n: german });
    assert.equal(await chat.page.evaluate(() => document.documentElement.lang), "de");
    assert.equal(await chat.button("Senden").count(), 1);
    assert.match(await chat.textOf(chat.byId("facts")), /61,4 Token\/s.*2\.140 \+ 412 tokens/);
    assert.equal(await chat.textOf(chat.byId("meter")), "≈12k von 262k");
  });

  it("shows a hostile translation as text", async () => {
    await chat.open(replayOf(), { l10n: german });
    assert.notEqual(await chat.page.title(), "broken");
    const words = german.bundle["Ask about your code"];
    assert.equal(await chat.composer().getAttribute("placeholder"), words);
  });

  it("is English otherwise", async () => {
    await chat.open(replayOf({ turns: [explained] }));
    assert.equal(await chat.page.evaluate(() => document.documentElement.lang), "en");
    assert.equal(await chat.button("Send").count(), 1);
  });
});
