import type { Currency, Minor } from '../../domain/shared/money.ts';
import type { TaxDocumentState } from '../../domain/documents/state.ts';
import type { CommandContext } from '../commands/context.ts';
import type { Outcome } from '../commands/outcome.ts';

export interface DocumentUseCases {
  /**
   * Charges an order's buyer more, by a debit note on its invoice or receipt. Answers the order's documents: the note is the
   * last of them, and gets its number right after. Refused as `order_not_found`, `no_document_to_change`, `document_not_numbered`,
   * `document_rejected`, `currency_mismatch` or `invalid_amount`.
   */
  issueDebitNote(
    context: CommandContext,
    orderId: string,
    input: { readonly amount: Minor; readonly currency: Currency; readonly reason: string },
  ): Promise<Outcome<TaxDocumentState>>;
}
