import type { Currency, Minor } from '../../../domain/shared/money.ts';

/** Money that moved, or was promised, at a gateway: what must not happen twice. */
export interface LedgerEntry {
  readonly effect: 'authorized' | 'captured' | 'voided' | 'refunded';
  /** Ours, as the gateway was told. */
  readonly paymentId: string;
  readonly amount: Minor;
  readonly currency: Currency;
}

/**
 * What goes wrong with one request: the connection breaks before or after the request took effect, the gateway says that
 * it is out of order or that there are too many requests, or it says nothing at all.
 */
export type Fault = 'drop_before' | 'drop_after' | 'outage' | 'throttled' | 'silence';

/** Something that the gateway has to tell. */
export interface News {
  readonly eventId: string;
  readonly body: string;
  /** Parameters of the address it is sent to. */
  readonly query: Readonly<Record<string, string>>;
}

export interface SignedWebhook {
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export interface SigningOptions {
  readonly at: Date;
  /** Instead of the right one. */
  readonly secret?: string;
}

export interface DeliveryOptions {
  /** How many times each is sent; once unless told. */
  readonly copies?: number;
  /** Gives the order to send them in; as they came unless told. */
  readonly arrange?: (news: readonly News[]) => readonly News[];
}

/** A local server that speaks a payment gateway's HTTP as strictly as the real one, for the gateway's own SDK. */
export interface GatewayServer {
  /** What the engine calls the gateway. */
  readonly name: string;
  readonly baseUrl: string;
  /** The environment variables that lead an engine here. */
  readonly environment: Readonly<Record<string, string>>;
  readonly ledger: readonly LedgerEntry[];
  /** `METHOD /path` of each request, as it came. */
  readonly requests: readonly string[];
  /** Tokens for how to pay, as a browser would get them. */
  readonly methods: { readonly accepted: string; readonly declined: string };
  /** The next request that changes something (or, if told, that reads) meets a fault. */
  failNext(fault: Fault, kind?: 'change' | 'read'): void;
  /** Does what the payer does in the next step: confirms, approves, or pays on the gateway's page. */
  pay(gatewayPaymentId: string, outcome?: 'accepted' | 'declined'): void;
  /** Of servers that take their time over {@link pay}: until it is done. Requests wait for it by themselves. */
  settled?(): Promise<void>;
  /** Takes everything that is to be told, the oldest first. */
  takeNews(): readonly News[];
  /** As it is sent, with the signature of that moment. */
  sign(news: News, options: SigningOptions): SignedWebhook;
  /** Takes everything that is to be told and posts it, one after another. @returns the statuses of the answers */
  deliver(url: string, options?: DeliveryOptions): Promise<readonly number[]>;
  stop(): Promise<void>;
}
