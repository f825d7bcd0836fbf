import type { AllowanceCommand } from '../allowance/commands.ts';
import type { CartCommand } from '../cart/commands.ts';
import type { CreditCommand } from '../credit/commands.ts';
import type { FolioRangeCommand } from '../folio-range/commands.ts';
import type { OrderCommand } from '../order/commands.ts';
import type { PosCommand } from '../pos-transaction/commands.ts';
import type { PromotionCommand } from '../promotion/commands.ts';
import type { ReturnCommand } from '../return/commands.ts';
import type { SalesQuoteCommand } from '../sales-quote/commands.ts';
import type { SubscriptionCommand } from '../subscription/commands.ts';
import type { TaxDocumentCommand } from '../tax-document/commands.ts';
import type { TillCommand } from '../till/commands.ts';
import type { TillShiftCommand } from '../till-shift/commands.ts';
import type { DomainEvent } from '../shared/message.ts';

/** A command and the aggregate that it is for. The organisation is the event's: no process crosses that line. */
export type ProcessCommand =
  | { readonly aggregate: 'allowance'; readonly id: string; readonly command: AllowanceCommand }
  | { readonly aggregate: 'cart'; readonly id: string; readonly command: CartCommand }
  | { readonly aggregate: 'credit'; readonly id: string; readonly command: CreditCommand }
  | { readonly aggregate: 'documents'; readonly id: string; readonly command: TaxDocumentCommand }
  | { readonly aggregate: 'folios'; readonly id: string; readonly command: FolioRangeCommand }
  | { readonly aggregate: 'order'; readonly id: string; readonly command: OrderCommand }
  | { readonly aggregate: 'pos'; readonly id: string; readonly command: PosCommand }
  | { readonly aggregate: 'promotion'; readonly id: string; readonly command: PromotionCommand }
  | { readonly aggregate: 'quote'; readonly id: string; readonly command: SalesQuoteCommand }
  | { readonly aggregate: 'return'; readonly id: string; readonly command: ReturnCommand }
  | { readonly aggregate: 'shift'; readonly id: string; readonly command: TillShiftCommand }
  | { readonly aggregate: 'subscription'; readonly id: string; readonly command: SubscriptionCommand }
  | { readonly aggregate: 'till'; readonly id: string; readonly command: TillCommand };

/**
 * A process that keeps no state: all that it needs is in the event. The same event gives the same commands, and all of
 * them may be repeated, so that it can run at least once. Commands carry the event's own time.
 */
export interface Process<Event extends DomainEvent> {
  /** Part of the storage format: its checkpoint's name, and in its actor's (`process:<name>`). */
  readonly name: string;
  /** Every event type that it reacts to, and no other. */
  readonly subscribesTo: readonly Event['type'][];
  readonly react: (event: Event) => readonly ProcessCommand[];
}
