// A piece of another place that may help a completion, as plain data. Knows nothing of how it was found.

export type SnippetKind = "import" | "open" | "visited" | "edited";

export type Snippet = {
  kind: SnippetKind;
  /** As a model may see it: relative to the workspace, with forward slashes. */
  path: string;
  /** 0-based line of its file at which the text starts. */
  line0: number;
  text: string;
};
