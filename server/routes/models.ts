// `/v1/models`: the models clients can ask for, as vLLM lists them, with what probes and context meters read from there.
import { GatewayError } from "../gateway-error.ts";
import type { PlainAnswer, PlainRoute } from "../http/plain-answer.ts";
import type { Router } from "../upstreams/route.ts";

export function modelsRoute(router: () => Router): PlainRoute {
  return {
    needs: "any",
    answer: () => cards(router(), router().listModels()),
  };
}

/** Names may hold slashes. */
export function modelRoute(router: () => Router): PlainRoute {
  return {
    needs: "any",
    answer(name) {
      const card = router()
        .listModels()
        .data.find(({ id }) => id === name);
      if (card !== undefined) return cards(router(), card);
      throw new GatewayError("model_not_found", "There is no such model here: see /v1/models.");
    },
  };
}

function cards(router: Router, told: unknown): PlainAnswer {
  return {
    type: "application/json",
    body: JSON.stringify(told),
    isSimulated: router.isSimulated(),
  };
}
