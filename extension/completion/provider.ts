// The adapter between VS Code's inline completion API and the pipeline: cursors in, items out, cancellation to signals.
// Decides nothing about what is suggested.
import * as vscode from "vscode";
import type { Completion, Pipeline } from "../../core/completion/pipeline.ts";
import { cursorAt, promptReach, withSelected } from "./document-cursor.ts";

export type ProviderDeps = {
  /** Undefined where nothing is offered in this document now. */
  pipelineFor(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<Pipeline | undefined> | Pipeline | undefined;
  onError(error: unknown): void;
};

export function createProvider(deps: ProviderDeps): vscode.InlineCompletionItemProvider {
  return {
    async provideInlineCompletionItems(document, position, context, token) {
      const askedAtMs = performance.now();
      const pipeline = await deps.pipelineFor(document, position);
      if (pipeline === undefined || token.isCancellationRequested) return undefined;
      const here = cursorAt(document, position, promptReach);
      const selected = context.selectedCompletionInfo;
      const cursor =
        selected === undefined ? here : cursorBeyond(document, position, here, selected);
      if (cursor === undefined) return undefined;
      const isInvoked = context.triggerKind === vscode.InlineCompletionTriggerKind.Invoke;
      const trigger = isInvoked ? "invoked" : "automatic";
      const { signal, release } = untilCancelled(token);
      try {
        const completion = await pipeline.complete({ cursor, trigger, askedAtMs }, signal);
        return completion && [itemFor(completion, position, selected)];
      } catch (error) {
        if (!signal.aborted) deps.onError(error);
        return undefined;
      } finally {
        release();
      }
    },
  };
}

function cursorBeyond(
  document: vscode.TextDocument,
  position: vscode.Position,
  here: ReturnType<typeof cursorAt>,
  { range, text }: vscode.SelectedCompletionInfo,
) {
  // An entry that also takes the place of text behind the cursor would have to be undone to show ghost text.
  if (range.start.line !== position.line || !range.end.isEqual(position)) return undefined;
  return withSelected(here, document.getText(new vscode.Range(range.start, position)), text);
}

function itemFor(
  { id, text, replacesAfter }: Completion,
  position: vscode.Position,
  selected: vscode.SelectedCompletionInfo | undefined,
): vscode.InlineCompletionItem {
  const start = selected?.range.start ?? position;
  const range = new vscode.Range(start, position.translate(0, replacesAfter));
  return new vscode.InlineCompletionItem(`${selected?.text ?? ""}${text}`, range, {
    command: "tandem.completionAccepted",
    title: "Completion Accepted",
    arguments: [id],
  });
}

/** The token's listener goes with the wish: tokens of automatic completions are many. */
function untilCancelled(token: vscode.CancellationToken): { signal: AbortSignal; release(): void } {
  const controller = new AbortController();
  const listener = token.onCancellationRequested(() => controller.abort());
  return { signal: controller.signal, release: () => listener.dispose() };
}
