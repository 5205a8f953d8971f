// The paths that go to a model, as a table: what each may ask for, and where the upstream has it. It does not know how a
// request gets there.

export type DataRoute = {
  path: string;
  /** Whether the upstream has it below its base path, or beside that. */
  isBelowBase: boolean;
  /** Its answers are written token by token: they can be streamed, and vLLM takes a priority. */
  generates: boolean;
  isChat: boolean;
  /** Only its API server works on it, so every upstream of the model serves it, whatever class its GPU is kept for. */
  isFree: boolean;
};

export const dataRoutes: readonly DataRoute[] = [
  { path: "/v1/chat/completions", isBelowBase: true, generates: true, isChat: true, isFree: false },
  { path: "/v1/completions", isBelowBase: true, generates: true, isChat: false, isFree: false },
  { path: "/v1/embeddings", isBelowBase: true, generates: false, isChat: false, isFree: false },
  // vLLM leaves these two open even where it has a key.
  { path: "/tokenize", isBelowBase: false, generates: false, isChat: false, isFree: true },
  { path: "/detokenize", isBelowBase: false, generates: false, isChat: false, isFree: true },
];

/** @param basePath of the upstream's URL, such as `/v1` */
export function pathAt(route: DataRoute, basePath: string): string {
  return route.isBelowBase
    ? basePath + route.path.slice("/v1".length)
    : basePath.replace(/\/v1$/, "") + route.path;
}
