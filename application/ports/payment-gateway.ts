import type { Currency, Minor } from '../../domain/shared/money.ts';
import type { WebhookDelivery, WebhookReading } from './webhook.ts';

/** Names our payment to gateways, which give it back in their webhooks. */
export interface PaymentReference {
  readonly organizationId: string;
  /** Contains its order's id. */
  readonly paymentId: string;
}

/** A payment that its gateway knows. */
export interface GatewayPayment extends PaymentReference {
  readonly gatewayPaymentId: string;
  readonly currency: Currency;
}

/** How a payment stands at its gateway. Amounts are totals so far, so that old news adds nothing. */
export type PaymentStanding =
  | { readonly status: 'pending' }
  /** The payer has agreed, but no money is held or taken before {@link PaymentGateway.complete}. */
  | { readonly status: 'approved' }
  | { readonly status: 'authorized'; readonly amount: Minor }
  | { readonly status: 'captured'; readonly captured: Minor }
  /** `reason` is the gateway's code for it, snake_case; another try may follow on the same payment. */
  | { readonly status: 'failed'; readonly reason: string }
  | { readonly status: 'voided' };

export type RefundStanding =
  | { readonly status: 'pending' }
  | { readonly status: 'succeeded' }
  | { readonly status: 'failed'; readonly reason: string };

/** What a gateway tells of one of our payments, or of a refund of it. */
export type GatewayReport =
  | (PaymentReference & {
      readonly about: 'payment';
      readonly gatewayPaymentId: string;
      readonly standing: PaymentStanding;
    })
  | (PaymentReference & { readonly about: 'refund'; readonly refundId: string; readonly standing: RefundStanding });

/** What the payer does next: confirm with the secret in a browser or an app, or go to the address and approve. */
export interface NextStep {
  readonly clientSecret?: string;
  readonly approvalUrl?: string;
}

/** A business "no" (declined, nothing left to refund) is a value; `reason` is the gateway's code, snake_case. */
export type GatewayAnswer<Value> =
  ({ readonly ok: true } & Value) | { readonly ok: false; readonly reason: string; readonly message: string };

export interface NewGatewayPayment extends PaymentReference {
  readonly orderNumber: string;
  /** Whose order it is; null: a guest's. */
  readonly customerId: string | null;
  readonly amount: Minor;
  readonly currency: Currency;
  /** `later`: authorise only. A gateway that cannot hold money takes it at once, and says so. */
  readonly capture: 'now' | 'later';
  /** The provider's token for how to pay, never a card number; null: the payer chooses in the next step. */
  readonly methodId: string | null;
  /** Where a gateway needs to know. Not stored by us. */
  readonly payerEmail: string | null;
  /** Where the payer comes back to after approving elsewhere. */
  readonly returnUrl: string | null;
}

/**
 * A payment provider. Every changing call is made under an idempotency key that follows from our own ids, so that it may be
 * repeated: the provider does it once.
 *
 * @throws ServiceUnavailableError named after the gateway, if it does not answer: what was asked may have been done
 */
export interface PaymentGateway {
  /** What requests call it as their payment method, and the last part of its webhook's path. */
  readonly name: string;
  /** False: the money is here already, so the fraud rules have nothing to judge. Absent: its payments are screened. */
  readonly screened?: false;
  /** The same `paymentId` again is the same payment. */
  create(payment: NewGatewayPayment): Promise<
    GatewayAnswer<{
      readonly gatewayPaymentId: string;
      readonly standing: PaymentStanding;
      readonly nextStep: NextStep;
    }>
  >;
  /**
   * Authorises or captures in full what the payer has approved. Only of gateways that report `approved`, which is to be
   * answered with this call; the same payment again takes nothing more and answers how it stands.
   */
  complete?(
    payment: GatewayPayment,
    request: { readonly capture: 'now' | 'later' },
  ): Promise<GatewayAnswer<{ readonly standing: PaymentStanding }>>;
  /** Takes `amount` of what is authorised. `captureId` is a UUID; the same one again takes nothing more. */
  capture(
    payment: GatewayPayment,
    request: { readonly captureId: string; readonly amount: Minor },
  ): Promise<GatewayAnswer<{ readonly standing: PaymentStanding }>>;
  /** Gives up what is not captured. One that is captured already answers so. */
  cancel(payment: GatewayPayment): Promise<GatewayAnswer<{ readonly standing: PaymentStanding }>>;
  /** Pays `amount` back. The same `refundId` again pays nothing more. */
  refund(
    payment: GatewayPayment,
    request: { readonly refundId: string; readonly amount: Minor },
  ): Promise<GatewayAnswer<{ readonly standing: RefundStanding }>>;
  /** Asks how the payment stands. */
  find(payment: GatewayPayment): Promise<PaymentStanding>;
  /** Verifies a webhook by the gateway's own scheme and reads it. Webhooks about payments of other shops are no reports. */
  readWebhook(delivery: WebhookDelivery): Promise<WebhookReading<GatewayReport>>;
  /** Resolves if it answers. @throws ServiceUnavailableError */
  ping(): Promise<void>;
}

/** The configured gateways by name. */
export type PaymentGateways = ReadonlyMap<string, PaymentGateway>;
