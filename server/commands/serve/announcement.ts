// What `tandem serve` says when it listens, for people and for programs. It shows no password.
import { plainLine } from "../../../evals/report/plain-line.ts";
import type { Gateway, ServedModel } from "../../gateway-options.ts";
import type { StorePlace } from "../../store/store.ts";
import { type StoreFlags, typedPlace } from "../store-options.ts";

export function announcement(
  gateway: Pick<Gateway, "url" | "origin" | "models">,
  { place, isJson, isOpen }: { place: StorePlace; isJson: boolean; isOpen: boolean },
): string {
  const { url, origin } = gateway;
  if (isJson) return `${JSON.stringify({ url, origin, pid: process.pid })}\n`;
  const lines = [
    `gateway listening on ${url}`,
    `models: ${modelsText(gateway.models())}`,
    `data: ${placeText(place)}`,
    ...(isOpen ? ["open: nobody needs a key, and everybody on this machine may use it"] : []),
  ];
  return `${lines.join("\n")}\n`;
}

/** As it has to be typed to make a key for this very gateway. */
export function firstKeyHint(flags: StoreFlags): string {
  return `Nobody has a key yet. Make the first one with: tandem keys create --name YOUR-NAME --role admin${typedPlace(flags)}\n`;
}

/** When it was asked to stop; nothing where nobody has to be waited for. */
export function farewell(underWay: number): string {
  if (underWay === 0) return "";
  const requests = underWay === 1 ? "1 request" : `${underWay} requests`;
  return `finishing ${requests}; Ctrl-C again ends ${underWay === 1 ? "it" : "them"} at once\n`;
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
