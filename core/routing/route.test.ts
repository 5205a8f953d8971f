import assert from "node:assert/strict";
import { type RoutingConfig, routeFor } from "./route.ts";
import type { Task } from "./task.ts";

const config: RoutingConfig = {
  endpoints: [
    { id: "big", url: "http://big/v1" },
    { id: "small", url: "http://small/v1" },
  ],
  models: [
    { id: "large", endpoint: "big", model: "qwen3-coder" },
    { id: "fast", endpoint: "small", model: "qwen2.5-coder" },
  ],
  routes: { chat: "large", inline: "fast", review: "fast" },
};

function check(task: Task, changed: Partial<RoutingConfig>, expected: string) {
  const route = routeFor(task, { ...config, ...changed });
  const actual =
    "problem" in route
      ? route.problem
      : `${route.model?.model ?? "*"}@${route.endpoint.id}: ${route.why}`;
  assert.equal(actual, expected);
}

describe("routeFor", () => {
  it("takes the task's own route", () =>
    check("review", {}, "qwen2.5-coder@small: route for review"));
  it("lets explain inherit chat", () => check("explain", {}, "qwen3-coder@big: route for chat"));
  it("lets edit inherit fix and then chat", () =>
    check("edit", {}, "qwen3-coder@big: route for chat"));
  it("lets edit inherit fix before chat", () =>
    check(
      "edit",
      { routes: { chat: "large", fix: "fast" } },
      "qwen2.5-coder@small: route for fix",
    ));
  for (const task of ["explain", "review", "fix", "edit", "eval", "judge", "batch"] as const) {
    it(`serves ${task} by the chat model when nothing else is said`, () =>
      check(task, { routes: { chat: "large" } }, "qwen3-coder@big: route for chat"));
  }
  it("does not take another endpoint when the routed one is missing", () =>
    check(
      "chat",
      { routes: { chat: "fast" }, endpoints: [{ id: "big", url: "http://b/v1" }] },
      "unknown_endpoint",
    ));
  it("takes the first configured model without routes", () =>
    check("chat", { routes: {} }, "qwen3-coder@big: first configured model"));
  it("does not chat with the completion model because it is the only one named", () =>
    check(
      "chat",
      { routes: { inline: "fast" }, models: config.models.slice(1) },
      "*@big: first model the endpoint serves",
    ));
  it("leaves the model to the endpoint without models", () =>
    check("chat", { routes: {}, models: [] }, "*@big: first model the endpoint serves"));
  it("never gives inline to another task's model", () =>
    check("inline", { routes: { chat: "large" } }, "no_inline_model"));
  it("says that there is no endpoint", () => check("chat", { endpoints: [] }, "no_endpoint"));
  it("says that a route names an unknown model", () =>
    check("chat", { routes: { chat: "gone" } }, "unknown_model"));
  it("says that a model names an unknown endpoint", () =>
    check("chat", { endpoints: [{ id: "other", url: "http://o/v1" }] }, "unknown_endpoint"));
});
