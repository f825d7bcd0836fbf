import type { RejectionKind } from '../../../domain/shared/decider.ts';

// Every HTTP status code of the engine is in this file.

export const ok = 200;
export const created = 201;
export const noContent = 204;

/** Lists what the domain's refusals are called over HTTP. */
export const rejectionStatus: Readonly<Record<RejectionKind, number>> = {
  wrong_state: 409,
  stale_version: 409,
  rule: 422,
  not_found: 404,
  forbidden: 403,
};

/** Lists the adapter's own refusals by their stable code. */
export const problemStatus = {
  malformed_request: 400,
  malformed_json: 400,
  malformed_webhook: 400,
  body_too_deep: 400,
  validation_failed: 400,
  invalid_if_match: 400,
  invalid_idempotency_key: 400,
  invalid_last_event_id: 400,
  invalid_cursor: 400,
  unauthenticated: 401,
  unverified_webhook: 401,
  forbidden: 403,
  route_not_found: 404,
  unknown_sender: 404,
  product_not_found: 404,
  cart_not_found: 404,
  credit_not_found: 404,
  document_not_found: 404,
  document_not_signed: 404,
  document_not_numbered: 404,
  order_not_found: 404,
  pos_not_found: 404,
  promotion_not_found: 404,
  quote_not_found: 404,
  return_not_found: 404,
  shift_not_found: 404,
  subscription_not_found: 404,
  version_not_found: 404,
  method_not_allowed: 405,
  not_acceptable: 406,
  shift_not_closed: 409,
  version_not_reached: 409,
  body_too_large: 413,
  unsupported_media_type: 415,
  invalid_amount: 422,
  no_shipping_address: 422,
  command_too_large: 422,
  idempotency_key_reused: 422,
  rate_limited: 429,
  internal_error: 500,
  not_ready: 503,
} as const;

export type ProblemCode = keyof typeof problemStatus;

/** Says that something the engine needs does not answer: the code is `<name>_unavailable`. */
export const unavailable = 503;

/** Answers from here on are the engine's fault: they are never kept for a repetition. */
export const firstServerError = 500;
