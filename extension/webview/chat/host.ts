// The one way out of the view: `acquireVsCodeApi`, typed with our own messages. VS Code lets it be called once.
import type { HostMessage, Intent } from "../messages.ts";

/** What survives when VS Code discards the hidden page; nothing of record. `position` is the one of follow.ts. */
export type PageMemory = { draft: string; position: number };

export type Host = {
  post(intent: Intent): void;
  onMessage(listener: (message: HostMessage) => void): void;
  remembered(): PageMemory | undefined;
  remember(memory: PageMemory): void;
};

declare function acquireVsCodeApi(): {
  postMessage(message: Intent): void;
  getState(): PageMemory | undefined;
  setState(state: PageMemory): void;
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
