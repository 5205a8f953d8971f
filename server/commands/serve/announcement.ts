// What `tandem serve` says when it listens, for people and for programs. It shows no password.
import { plainLine } from "../../../evals/report/plain-line.ts";
import type { Gateway, ServedModel } from "../../gateway-options.ts";
import type { StorePlace } from "../../store/store.ts";
import type { StoreFlags } from "../store-options.ts";

export function announcement(
  gateway: Pick<Gateway, "url" | "origin" | "models">,
  { place, isJson }: { place: StorePlace; isJson: boolean },
): string {
  const { url, origin } = gateway;
  if (isJson) return `${JSON.stringify({ url, origin, pid: process.pid })}\n`;
  return `gateway listening on ${url}\nmodels: ${modelsText(gateway.models())}\ndata: ${placeText(place)}\n`;
}

/** As it has to be typed to make a key for this very gateway. */
export function firstKeyHint({ data, database }: StoreFlags): string {
  const where =
    database !== undefined
      ? " --database URL"
      : data === undefined
        ? ""
        : ` --data ${quoted(data)}`;
  return `Nobody has a key yet. Make the first one with: tandem keys create --name YOUR-NAME --role admin${where}\n`;
}

const shownModels = 20;

function modelsText(models: readonly ServedModel[]): string {
  if (models.length === 0) return "none yet; the upstreams are asked again every few seconds";
  const names = models
    .slice(0, shownModels)
    .map(({ id, isSimulated }) => plainLine(id) + (isSimulated ? " (simulated)" : ""));
  const more = models.length - names.length;
  return names.join(", ") + (more > 0 ? ` and ${more} more` : "");
}

function placeText(place: StorePlace): string {
  if ("data" in place) return place.data;
  if (!URL.canParse(place.database)) return "PostgreSQL";
  const { host, pathname } = new URL(place.database);
  return `PostgreSQL at ${host}${pathname}`;
}

function quoted(text: string): string {
  return /^[\w./:@-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
