import assert from "node:assert/strict";
import { readTyped, slashCommands, type TypedMessage } from "./slash-commands.ts";

function check(text: string, expected: TypedMessage) {
  assert.deepEqual(readTyped(text), expected);
}

describe("readTyped", () => {
  const [explain] = slashCommands;
  it("reads a command with and without words", () => {
    check("/explain", { kind: "command", command: explain!, words: "" });
    check("  /explain the\n loop ", { kind: "command", command: explain!, words: "the\n loop" });
  });
  it("reads every command of the table", () => {
    for (const command of slashCommands) {
      check(`/${command.name} now`, { kind: "command", command, words: "now" });
    }
  });
  it("says of a word that is no command that it is none", () =>
    check("/explian it", { kind: "unknown", name: "explian" }));
  it("takes a path for words", () => {
    check("/usr/bin is full", { kind: "question", words: "/usr/bin is full" });
    check("/Users", { kind: "question", words: "/Users" });
  });
  it("writes a slash for two", () => check("//fix", { kind: "question", words: "/fix" }));
  it("takes everything else for words", () => check(" Why? ", { kind: "question", words: "Why?" }));
});
