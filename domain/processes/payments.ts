import type { Minor } from '../shared/money.ts';
import { reactions } from './reaction.ts';

/** What a gateway shall do. Whether the payment is a gateway's, and which, its order knows. */
export type GatewayInstruction =
  | {
      readonly kind: 'give_up';
      readonly orderId: string;
      readonly paymentId: string;
      /** Only if the payment still stands so: its money may have come meanwhile. */
      readonly ifStill: 'void_requested' | 'failed' | 'voided';
    }
  | {
      readonly kind: 'pay_back';
      readonly orderId: string;
      readonly paymentId: string;
      readonly refundId: string;
      readonly amount: Minor;
    };

/** The reason of payments that failed because their gateway said nothing. */
export const timedOut = 'timed_out';

/** What an event asks of the payment's gateway; undefined: nothing. */
export const payments = reactions<GatewayInstruction | undefined>()({
  PaymentVoidRequested: ({ data }) => giveUp(data, 'void_requested'),
  // What the gateway itself called failed may be tried again there, by the same payer.
  PaymentFailed: ({ data }) => (data.reason === timedOut ? giveUp(data, 'failed') : undefined),
  // Given up while it was on its way to the gateway.
  PaymentSubmitted: ({ data }) => giveUp(data, 'voided'),
  RefundRequested: ({ data: { orderId, paymentId, refundId, amount, method } }) =>
    method === 'original_payment' ? { kind: 'pay_back', orderId, paymentId, refundId, amount } : undefined,
});

type GiveUp = Extract<GatewayInstruction, { kind: 'give_up' }>;

const giveUp = (
  { orderId, paymentId }: Pick<GiveUp, 'orderId' | 'paymentId'>,
  ifStill: GiveUp['ifStill'],
): GatewayInstruction => ({ kind: 'give_up', orderId, paymentId, ifStill });
