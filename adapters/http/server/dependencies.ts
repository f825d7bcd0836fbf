import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { Engine } from '../../../application/engine/engine.ts';
import type { CarrierOffer } from '../../../application/fulfillment/quote-rates.ts';
import type { History } from '../../../application/history/history.ts';
import type { Catalog } from '../../../application/ports/catalog.ts';
import type { Customers } from '../../../application/ports/customers.ts';
import type { DocumentPrinter } from '../../../application/ports/document-printer.ts';
import type { IdempotencyKeys } from '../../../application/ports/idempotency-keys.ts';
import type { Authenticator } from '../../../application/ports/identity.ts';
import type { Clock } from '../../../application/ports/system.ts';
import type { WebhookDelivery, WebhookReceipt } from '../../../application/ports/webhook.ts';
import type { PublicationLog } from '../../../application/publishing/publication-log.ts';
import type { Address } from '../../../domain/shared/address.ts';
import type { HealthProbes } from './health.ts';
import type { RateLimits } from './rate-limits.ts';
import type { ReadSide } from './read-side.ts';

/** Takes a webhook in, by the sender's name. Throws if it is to be sent again. */
type TakeWebhook = (sender: string, delivery: WebhookDelivery) => Promise<WebhookReceipt>;

/** Holds what the routes call. */
export interface RouteDependencies {
  readonly engine: Engine;
  readonly readSide: ReadSide;
  readonly history: History;
  readonly catalog: Catalog;
  readonly customers: Pick<Customers, 'customer'>;
  readonly printer: DocumentPrinter;
  readonly clock: Clock;
  readonly webhooks: { readonly payments: TakeWebhook; readonly carriers: TakeWebhook };
  /** Is what the configured carriers would take for a parcel. */
  readonly quoteRates: (to: Address) => Promise<readonly CarrierOffer[]>;
  /** Lists what was published; there only without a broker. */
  readonly publications?: Pick<PublicationLog, 'list'>;
  /** Is the organisation's own codes for the journal's accounts; one without goes by its name. */
  readonly accountCodes?: Readonly<Record<string, string>>;
  readonly health: HealthProbes;
  readonly logger: Logger;
  /** Says where request durations are measured, and what `/metrics` shows. */
  readonly metrics: Registry;
}

export interface HttpOptions {
  /** Largest request body; 256 KiB by default. */
  readonly bodyLimitBytes?: number;
  /** Without limits by default. */
  readonly rateLimits?: RateLimits;
}

/** Holds what an HTTP server is made of. */
export interface HttpDependencies extends RouteDependencies {
  readonly authenticator: Authenticator;
  readonly idempotencyKeys: IdempotencyKeys;
  /** Is a new UUID (version 7): request and command ids. */
  readonly newId: () => string;
  /** Turns what the machinery behind the ports threw into the errors that they name: those of a database, that is. */
  readonly translateError: (error: unknown) => unknown;
  readonly options?: HttpOptions;
}
