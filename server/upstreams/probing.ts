// The questions an upstream is asked about itself and what counts as an answer: whether it is well, and what it serves. It
// does not know when they are asked, nor what follows from the answers.
import { besideBase } from "../../core/model/base-url.ts";
import type { Told } from "./ask.ts";
import { readModelList, readVersion } from "./discovery.ts";
import { errorCode } from "./failure.ts";
import type { ServedCard } from "./upstream.ts";

/** Sends a GET for the path. */
export type Ask = (path: string) => Promise<Told>;

/** Undefined when it is well; otherwise a status or a code. */
export async function healthTrouble(ask: Ask, url: string): Promise<string | undefined> {
  try {
    const { status } = await ask(pathBeside(url, "/health"));
    if (status < 300) return undefined;
    if (status >= 500) return `HTTP ${status}`;
    // Not vLLM, or something before it that lets no such route through: well is who answers for the models.
    const models = await ask(modelsPath(url));
    const answers = models.status < 300 || models.status === 401 || models.status === 403;
    return answers ? undefined : `HTTP ${models.status}`;
  } catch (error) {
    return errorCode(error);
  }
}

export type Found = {
  served: readonly ServedCard[];
  version: string | undefined;
  isSimulated: boolean;
};

/** What it serves; or a status or a code that says why that is not known. */
export async function discoverServer(ask: Ask, url: string): Promise<Found | string> {
  try {
    const models = await ask(modelsPath(url));
    if (models.status >= 300) return `HTTP ${models.status}`;
    const served = readModelList(models.body);
    if (served === undefined) return "no model list";
    const version = await ask(pathBeside(url, "/version"));
    return {
      served,
      version: version.status < 300 ? readVersion(version.body) : undefined,
      isSimulated:
        models.isSimulated || served.some(({ ownedBy }) => ownedBy.startsWith("simulated-")),
    };
  } catch (error) {
    return errorCode(error);
  }
}

function modelsPath(url: string): string {
  return `${new URL(url).pathname}/models`;
}

/** vLLM has some routes beside `/v1`. */
function pathBeside(url: string, route: string): string {
  return new URL(besideBase(url, route)).pathname;
}
