// Long lists in pages, as the simulated services hand them out.
import type { Json } from "../../core/protocol/json.ts";

/** `page` counts from 1; a page behind the last one is empty. */
export function pageOf(items: readonly Json[], page: number, size: number): Json {
  const pages = Math.max(1, Math.ceil(items.length / size));
  return {
    items: items.slice((page - 1) * size, page * size),
    page,
    pages,
    nextPage: page < pages ? page + 1 : null,
  };
}
