import assert from "node:assert/strict";
import manifest from "../package.json" with { type: "json" };
import { commandTable } from "./commands.ts";

const { contributes } = manifest;
const declared = contributes.commands.map(({ command }) => command);

describe("commandTable", () => {
  it("holds exactly the commands that package.json declares", () =>
    assert.deepEqual(Object.keys(commandTable).sort(), [...declared].sort()));
});

describe("package.json", () => {
  it("puts every command under Tandem", () =>
    assert.ok(contributes.commands.every(({ category }) => category === "Tandem")));

  it("binds and lists only commands that it declares", () => {
    const used = [
      ...contributes.keybindings,
      ...Object.values(contributes.menus)
        .flat()
        .filter((entry) => "command" in entry),
    ].map(({ command }) => command);
    assert.deepEqual(
      used.filter((command) => !declared.includes(command)),
      [],
    );
  });

  it("lets no workspace choose an endpoint, a model or a route", () => {
    const scopes = contributes.configuration
      .flatMap(({ properties }) => Object.entries(properties))
      .map(([key, { scope }]) => [key, scope]);
    assert.deepEqual(
      scopes.filter(([, scope]) => scope !== "machine"),
      [],
    );
  });

  it("describes every setting", () => {
    const settings = contributes.configuration.flatMap(({ properties }) =>
      Object.entries(properties),
    );
    for (const [key, setting] of settings) {
      assert.ok("description" in setting || "markdownDescription" in setting, key);
    }
  });
});
