// Runs a case's verifiers over a reply. One reading of the reply has to satisfy all of them; which readings there are is
// said in loose.ts.
import type { Verifiers } from "../../core/protocol/case/verifiers.ts";
import type { Check } from "../../core/protocol/grade.ts";
import { looseReadings } from "./loose.ts";
import type { Outcome } from "./verifier.ts";
import { verifiers } from "./verifiers.ts";

type Demand = Verifiers["verifiers"][number];

/**
 * One check a demand for the loose reading that satisfies most, and an advisory one that says whether the reply as it is
 * satisfies all. @throws RangeError for a verifier that does not exist, ZodError for arguments it does not take
 */
export function runVerifiers(demands: readonly Demand[], reply: string): Check[] {
  if (demands.length === 0) return [];
  const asIs = outcomes(demands, reply);
  let best = asIs;
  for (const reading of looseReadings(reply)) {
    if (failures(best) === 0) break;
    const next = outcomes(demands, reading);
    if (failures(next) < failures(best)) best = next;
  }
  const checks = best.map(({ ok, detail }, at): Check => {
    const { id = "", arguments: given = {} } = demands[at] ?? {};
    const wanted = verifiers.get(id)?.describe(given) ?? "";
    return { name: id, ok, detail: ok ? wanted : `wanted ${wanted}, found ${detail}` };
  });
  return [...checks, strictCheck(demands, asIs)];
}

function strictCheck(demands: readonly Demand[], asIs: readonly Outcome[]): Check {
  const missed = demands.filter((_, at) => asIs[at]?.ok === false).map(({ id }) => id);
  const detail = missed.length === 0 ? "the reply as it is" : `not as it is: ${missed.join(", ")}`;
  return { name: "strict", ok: missed.length === 0, detail, advisory: true };
}

function outcomes(demands: readonly Demand[], text: string): Outcome[] {
  return demands.map(({ id, arguments: given = {} }) => {
    const verifier = verifiers.get(id);
    if (verifier === undefined) throw new RangeError(`There is no verifier ${id}.`);
    return verifier.check(text, given);
  });
}

function failures(found: readonly Outcome[]): number {
  return found.filter(({ ok }) => !ok).length;
}
