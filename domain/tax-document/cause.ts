import type { Minor } from '../shared/money.ts';
import type { DocumentedSale } from './documented-sale.ts';
import type { NoteLine } from './note-parts.ts';

/** What happened to an order, or to what a till sold, that its documents tell of. */
export type DocumentCause =
  /** It was confirmed, as it was then. */
  | { readonly kind: 'sale'; readonly sale: DocumentedSale }
  /** All that is left of it is undone. */
  | { readonly kind: 'cancellation' }
  /** These lines will not be delivered. */
  | { readonly kind: 'undelivered'; readonly lines: readonly NoteLine[]; readonly amount: Minor }
  /** These lines came back; `amount` is theirs, with shipping and without forfeited discount. */
  | { readonly kind: 'return'; readonly lines: readonly NoteLine[]; readonly amount: Minor }
  /** Money back for nothing that came back. */
  | { readonly kind: 'discount'; readonly amount: Minor }
  /** More to pay, and why. */
  | { readonly kind: 'increase'; readonly amount: Minor; readonly reason: string }
  /** Money on terms came; `before` is what had come before it. */
  | { readonly kind: 'payment'; readonly method: string; readonly amount: Minor; readonly before: Minor };
