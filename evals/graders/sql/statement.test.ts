import assert from "node:assert/strict";
import { objectionTo } from "./statement.ts";

function check(text: string, expected: "fine" | "empty" | RegExp, mayChange = false): void {
  const objection = objectionTo(text, { mayChange });
  if (expected === "fine") assert.equal(objection, undefined);
  else if (expected === "empty") assert.equal(objection, "empty");
  else
    assert.match(typeof objection === "object" ? objection.problem : String(objection), expected);
}

const samples: [text: string, expected: "fine" | "empty" | RegExp, mayChange?: boolean][] = [
  ["select 1", "fine"],
  ["SELECT 1;", "fine"],
  ["with x as (select 1) select * from x", "fine"],
  ["values (1)", "fine"],
  [";; select 1 ;;", "fine"],
  ["-- select 2;\nselect 1 -- ; select 3", "fine"],
  ["/* a; */ select 1 /* b; */", "fine"],
  ["select ';', \"a;b\", [c;d], `e;f`", "fine"],
  ["select 'it''s; fine'", "fine"],
  ["select * from pragmatic_choices", "fine"],
  ["", "empty"],
  [" ; ", "empty"],
  ["-- nothing", "empty"],
  ["/* not closed", "empty"],
  ["select 1; select 2", /more than one/],
  ["select 1; /* ; */ select 2", /more than one/],
  ["select '' ; drop table t --'", /more than one/],
  ["pragma table_list", /not a query.*PRAGMA/],
  ["delete from t", /not a query.*DELETE/],
  ["delete from t", "fine", true],
  ["replace into t values (1)", "fine", true],
  ["attach 'x' as y", /ATTACH/, true],
  ["begin", /BEGIN/, true],
  ["'select 1'", /starts with \?/],
  ["select load_extension('x')", /load_extension/],
  ["select current_timestamp", /current_timestamp/],
  ["select hex(randomblob(4))", /randomblob/],
  ["select * from [pragma_table_list]", /pragma_table_list/],
];

describe("statements of SQL", () => {
  for (const [text, expected, mayChange] of samples) {
    it(`${JSON.stringify(text)}: ${expected}`, () => check(text, expected, mayChange));
  }
});
