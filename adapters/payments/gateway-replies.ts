import { refusedByGateway, type GatewayRefusal } from '../../application/payments/gateway-payment.ts';
import type {
  GatewayAnswer,
  GatewayReport,
  PaymentReference,
  PaymentStanding,
  RefundStanding,
} from '../../application/ports/payment-gateway.ts';
import { ServiceUnavailableError } from '../../application/ports/service-unavailable.ts';
import type { Clock } from '../../application/ports/system.ts';
import type { WebhookReading } from '../../application/ports/webhook.ts';

/** What gateways have in common, besides their credentials. */
export interface GatewayOptions {
  /** Instead of the provider's own: where else its API is spoken. */
  readonly baseUrl?: string;
  readonly clock: Clock;
  /** Of one call, in milliseconds; {@link defaultTimeoutMs} by default. */
  readonly timeoutMs?: number;
}

export const defaultTimeoutMs = 10_000;

/** Holds what a gateway says to a call. */
export type GatewayReply<Value> = { readonly ok: true; readonly value: Value } | GatewayRefusal;

/**
 * Makes the error of a gateway that says nothing of use. Its cause is no more than a reason: the SDKs' own errors carry
 * requests with their headers.
 */
export const unavailableAs =
  (gateway: string) =>
  (reason: string): ServiceUnavailableError =>
    new ServiceUnavailableError(gateway, { cause: new Error(reason) });

/**
 * Refunds one of the captures of a payment: the first one that still has enough pays. Each is asked under a key of its own, and
 * what one has left only shrinks, so that a repetition is refused and accepted in the same places as the first time.
 */
export const refundFirst = async <Capture>(
  captures: readonly Capture[],
  refund: (capture: Capture) => Promise<GatewayReply<RefundStanding>>,
): Promise<GatewayAnswer<{ readonly standing: RefundStanding }>> => {
  let refusal = refusedByGateway('nothing_captured', 'nothing was captured');
  for (const capture of captures) {
    const reply = await refund(capture);
    if (reply.ok) return { ok: true, standing: reply.value };
    refusal = reply;
  }
  return refusal;
};

/** Reads the JSON of a webhook; `malformed` if it is none, or `read` throws. */
export const readEvent = <Value extends object>(
  body: Uint8Array,
  read: (json: unknown) => Value,
): ({ readonly ok: true } & Value) | Extract<WebhookReading<GatewayReport>, { readonly ok: false }> => {
  try {
    return { ok: true, ...read(JSON.parse(Buffer.from(body).toString('utf8'))) };
  } catch {
    return { ok: false, reason: 'malformed' };
  }
};

/** Reports how a payment stands; nothing of one that is not ours. */
export const paymentReports = (
  reference: PaymentReference | undefined,
  gatewayPaymentId: string,
  standing: PaymentStanding,
): readonly GatewayReport[] =>
  reference === undefined ? [] : [{ ...reference, about: 'payment', gatewayPaymentId, standing }];

/** Reports how a refund stands; nothing of one that is not ours. */
export const refundReports = (
  reference: PaymentReference | undefined,
  refundId: string | undefined,
  standing: RefundStanding,
): readonly GatewayReport[] =>
  reference === undefined || refundId === undefined ? [] : [{ ...reference, about: 'refund', refundId, standing }];
