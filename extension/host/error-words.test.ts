import assert from "node:assert/strict";
import { ModelError, type ModelErrorCode, modelErrors } from "../../core/model/errors.ts";
import german from "../../l10n/bundle.l10n.de.json" with { type: "json" };
import { speak } from "../words.ts";
import { errorText, errorWords } from "./error-words.ts";
import { SetupError } from "./setup-error.ts";

// The table's own keys.
const codes = Object.keys(modelErrors) as ModelErrorCode[];

describe("errorWords", () => {
  afterEach(() => speak(undefined));

  it("are the error's own in English, for every code", () => {
    for (const code of codes) {
      for (const error of [new ModelError(code), new ModelError(code, { detail: "gpu1" })]) {
        assert.equal(errorText(error), error.message, code);
      }
    }
    const late = new ModelError("timeout_stalled", { detail: "90 seconds", waitedMs: 90_000 });
    assert.equal(errorText(late), late.message);
  });

  const check = (error: ModelError, expected: string) => {
    speak(german, "de");
    assert.equal(errorWords(error).summary, expected);
  };
  it("keep what a server said", () =>
    check(
      new ModelError("bad_request", { detail: "no {0} such tool" }),
      "Der Endpunkt hat die Anfrage abgelehnt: no {0} such tool",
    ));
  it("translate what stands for a missing detail", () =>
    check(
      new ModelError("bad_request"),
      "Der Endpunkt hat die Anfrage abgelehnt: ohne Angabe eines Grundes.",
    ));
  it("write a time as the language does", () =>
    check(
      new ModelError("timeout_first_byte", { detail: "0.5 seconds", waitedMs: 500 }),
      "Der Endpunkt hat nichts gesendet (Wartezeit: 0,5 Sekunden).",
    ));

  it("are those a setup error was made with", () => {
    speak(german, "de");
    assert.equal(
      new SetupError("no_endpoint", "Kein Endpunkt ist konfiguriert.").remedy,
      "Mit dem Befehl Tandem: Endpunkt verbinden einen verbinden.",
    );
  });
});
