// The panel's one way out: `acquireVsCodeApi`, typed with our own messages. VS Code lets it be called once.
import type { CaseFilters } from "./case-filters.ts";
import type { HostMessage, Intent } from "./messages.ts";
import type { SetupForm } from "./setup-form.ts";
import type { TabId } from "./tabs.ts";

/** What survives when VS Code discards the hidden page; nothing of record. */
export type PanelMemory = { form: SetupForm; tab: TabId; filters: CaseFilters };

export type Host = {
  post(intent: Intent): void;
  onMessage(listener: (message: HostMessage) => void): void;
  remembered(): PanelMemory | undefined;
  remember(memory: PanelMemory): void;
};

declare function acquireVsCodeApi(): {
  postMessage(message: Intent): void;
  getState(): PanelMemory | undefined;
  setState(state: PanelMemory): void;
};

export function connectHost(): Host {
  const api = acquireVsCodeApi();
  return {
    post: (intent) => api.postMessage(intent),
    onMessage: (listener) => {
      window.addEventListener("message", (event: MessageEvent<HostMessage>) =>
        listener(event.data),
      );
    },
    remembered: () => api.getState(),
    remember: (memory) => api.setState(memory),
  };
}
