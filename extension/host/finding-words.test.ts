import assert from "node:assert/strict";
import { ModelError } from "../../core/model/errors.ts";
import { type Finding, failure, say } from "../../core/model/finding.ts";
import german from "../../l10n/bundle.l10n.de.json" with { type: "json" };
import { speak } from "../words.ts";
import { findingWords } from "./finding-words.ts";

function check(finding: Finding, english: string, inGerman: string): void {
  assert.equal(findingWords(finding).summary, english);
  speak(german, "de");
  assert.equal(findingWords(finding).summary, inGerman);
}

describe("findingWords", () => {
  afterEach(() => speak(undefined));

  it("say a summary with its numbers", () => {
    const said = say("Serves {0} with a window of {1} tokens.", "q", 262_144);
    assert.equal(said.summary, "Serves q with a window of 262,144 tokens.");
    check(
      { outcome: "ok", ...said },
      "Serves q with a window of 262,144 tokens.",
      "Stellt q mit einem Fenster von 262.144 Token bereit.",
    );
  });

  it("say a failed request by its error", () =>
    check(
      failure(new ModelError("refused", { detail: "gpu1:8000" })),
      "Nothing is listening at gpu1:8000.",
      "Unter gpu1:8000 antwortet kein Server.",
    ));

  it("name the model where it is another one", () =>
    check(
      { outcome: "ok", about: "small", ...say("The model sees images.") },
      "small: The model sees images.",
      "small: Das Modell sieht Bilder.",
    ));
});
