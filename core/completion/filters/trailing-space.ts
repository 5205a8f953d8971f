// Takes white space off the end: it would stay behind at the end of a line, and an empty line is nothing to offer.
import { cutAt, type Draft } from "./filter.ts";

export function cutTrailingSpace(draft: Draft): Draft {
  return cutAt(draft, draft.text.trimEnd().length);
}
