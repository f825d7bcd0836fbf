import type { PaymentFailed, PaymentSubmitted, PaymentVoidRequested, RefundRequested } from '../order/events.ts';
import type { Minor } from '../shared/money.ts';

export type PaymentProcessEvent = PaymentVoidRequested | PaymentFailed | PaymentSubmitted | RefundRequested;

/** Every event type after which a gateway has something to do, and no other. */
export const paymentProcessEvents = [
  'PaymentVoidRequested',
  'PaymentFailed',
  'PaymentSubmitted',
  'RefundRequested',
] as const satisfies readonly PaymentProcessEvent['type'][];

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

/** What the event asks of the payment's gateway; undefined: nothing. */
export const gatewayInstruction = ({ type, data }: PaymentProcessEvent): GatewayInstruction | undefined => {
  const { orderId, paymentId } = data;
  switch (type) {
    case 'PaymentVoidRequested':
      return { kind: 'give_up', orderId, paymentId, ifStill: 'void_requested' };
    case 'PaymentFailed':
      // What the gateway itself called failed may be tried again there, by the same payer.
      return data.reason === timedOut ? { kind: 'give_up', orderId, paymentId, ifStill: 'failed' } : undefined;
    case 'PaymentSubmitted':
      // Given up while it was on its way to the gateway.
      return { kind: 'give_up', orderId, paymentId, ifStill: 'voided' };
    case 'RefundRequested': {
      const { refundId, amount, method } = data;
      return method === 'original_payment' ? { kind: 'pay_back', orderId, paymentId, refundId, amount } : undefined;
    }
  }
};
