// `/v1/models`: the models a key can be used for, as vLLM lists them, with what probes and context meters read from there.
import { mostUrgentClass, type Role } from "../../core/protocol/gateway-key.ts";
import { GatewayError } from "../gateway-error.ts";
import type { PlainAnswer, PlainRoute } from "../http/plain-answer.ts";
import type { ModelList } from "../upstreams/model-list.ts";
import type { Router } from "../upstreams/route.ts";

export function modelsRoute(router: () => Router): PlainRoute {
  return {
    needs: "any",
    answer: (_name, role) => cards(router(), listFor(router(), role)),
  };
}

/** Names may hold slashes. */
export function modelRoute(router: () => Router): PlainRoute {
  return {
    needs: "any",
    answer(name, role) {
      const card = listFor(router(), role).data.find(({ id }) => id === name);
      if (card !== undefined) return cards(router(), card);
      throw new GatewayError("model_not_found", "There is no such model here: see /v1/models.");
    },
  };
}

/** What nobody with such a key can ever use is left out. */
function listFor(router: Router, role: Role | undefined): ModelList {
  return router.listModels(role === undefined ? undefined : mostUrgentClass[role]);
}

function cards(router: Router, told: unknown): PlainAnswer {
  return {
    type: "application/json",
    body: JSON.stringify(told),
    isSimulated: router.isSimulated(),
  };
}
