// The one way out of a view: `acquireVsCodeApi`, typed with the view's own messages. VS Code lets it be called once. Knows
// no view.

/** `Memory` is what survives when VS Code discards the hidden page; nothing of record. */
export type Host<HostMessage, Intent, Memory> = {
  post(intent: Intent): void;
  onMessage(listener: (message: HostMessage) => void): void;
  remembered(): Memory | undefined;
  remember(memory: Memory): void;
};

declare function acquireVsCodeApi<Intent, Memory>(): {
  postMessage(message: Intent): void;
  getState(): Memory | undefined;
  setState(state: Memory): void;
};

export function connectHost<HostMessage, Intent, Memory>(): Host<HostMessage, Intent, Memory> {
  const api = acquireVsCodeApi<Intent, Memory>();
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
