import assert from "node:assert/strict";
import { plural, speak, spokenLanguage, t } from "./words.ts";

describe("words", () => {
  afterEach(() => speak(undefined));
  const german = {
    "{0} at {1}": "{1} hat {0}",
    "{0} hunk": "{0} Hunk",
    "{0} hunks of {1}": "{0} Hunks von {1}",
    Accept: "Annehmen",
  };

  it("are English without a translation, whatever the language", () => {
    speak(undefined, "fr");
    assert.deepEqual([t("{0} at {1}", "q", 1), spokenLanguage()], ["q at 1", "en"]);
  });

  it("are those of the bundle, with the values where it wants them", () => {
    speak(german, "de");
    assert.deepEqual([t("{0} at {1}", "q", "gpu1"), spokenLanguage()], ["gpu1 hat q", "de"]);
    assert.equal(t("Discard"), "Discard");
  });

  it("take no value for a place of another", () =>
    assert.equal(t("{0} at {1}", "{1}", "$& {0}"), "{1} at $& {0}"));

  it("keep a mark that has no value", () => assert.equal(t("{0} at {1}", "q"), "q at {1}"));

  it("are singular for exactly one", () => {
    speak(german, "de");
    const check = (count: number, expected: string) =>
      assert.equal(plural(count, ["{0} hunk", "{0} hunks of {1}"], "a.ts"), expected);
    check(0, "0 Hunks von a.ts");
    check(1, "1 Hunk");
    check(2, "2 Hunks von a.ts");
  });
});
