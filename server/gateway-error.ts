// Every way the gateway itself refuses or fails a request, as a table: code, HTTP status, the type OpenAI clients know.
// It does not know how an error is written to a client.

export const gatewayErrors = {
  bad_json: [400, "invalid_request_error"],
  bad_request: [400, "invalid_request_error"],
  duplicate_key: [400, "invalid_request_error"],
  unauthorized: [401, "authentication_error"],
  key_expired: [401, "authentication_error"],
  key_revoked: [401, "authentication_error"],
  forbidden: [403, "permission_error"],
  model_not_found: [404, "not_found_error"],
  route_not_found: [404, "not_found_error"],
  method_not_allowed: [405, "invalid_request_error"],
  request_timeout: [408, "invalid_request_error"],
  body_too_large: [413, "invalid_request_error"],
  unsupported_media_type: [415, "invalid_request_error"],
  headers_too_large: [431, "invalid_request_error"],
  /** The client had gone; recorded, never sent. */
  client_gone: [499, "client_error"],
  internal: [500, "server_error"],
  upstream_failed: [502, "upstream_error"],
  audit_unavailable: [503, "server_error"],
  shutting_down: [503, "server_error"],
  upstream_unavailable: [503, "upstream_error"],
  upstream_timeout: [504, "upstream_error"],
} as const satisfies Record<string, readonly [status: number, type: string]>;
export type GatewayErrorCode = keyof typeof gatewayErrors;

/** `message`: one sentence for the client with the next step, free of keys, bodies and internal addresses. */
export class GatewayError extends Error {
  readonly code: GatewayErrorCode;

  constructor(code: GatewayErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }

  get status(): number {
    return gatewayErrors[this.code][0];
  }
}

/** The body every OpenAI client can read; its `code` is ours. */
export function errorBody({ code, message }: GatewayError): string {
  const [, type] = gatewayErrors[code];
  return JSON.stringify({ error: { message, type, param: null, code } });
}
