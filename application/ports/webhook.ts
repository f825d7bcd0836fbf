/** A message that another party sent us over HTTP, as it came: signatures are over these bytes. */
export interface WebhookDelivery {
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly query: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
}

/**
 * What a message says, once it is sure who sent it. `eventId` is the sender's own name of it: the same one twice is one.
 * `unverified`: not signed by the sender, or not lately; nothing of it may be believed. `malformed`: signed, but it cannot be
 * read; `unknown_sender`: the named sender sends none.
 */
export type WebhookReading<Report> =
  | { readonly ok: true; readonly eventId: string; readonly reports: readonly Report[] }
  | { readonly ok: false; readonly reason: Exclude<WebhookReceipt, 'accepted'> };

/** What became of a delivery: `unknown_sender` is one that is not configured. */
export type WebhookReceipt = 'accepted' | 'unverified' | 'malformed' | 'unknown_sender';
