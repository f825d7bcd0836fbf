import { invoiceOf, type TaxDocumentState } from '../../domain/documents/state.ts';
import { reject } from '../../domain/shared/decider.ts';
import type { Currency, Minor } from '../../domain/shared/money.ts';
import { noteContent } from '../../domain/tax-document/note.ts';
import { businessTime, type CommandContext } from '../commands/context.ts';
import type { Outcome } from '../commands/outcome.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';
import { refuseCardNumbers } from '../input/texts.ts';
import { currencyMismatch } from '../products/sellable.ts';

/**
 * Charges an order's buyer more, by a debit note on its invoice or receipt. Answers the order's documents: the note is the
 * last of them, and gets its number right after. Refused as `order_not_found`, `no_document_to_change`, `document_not_numbered`,
 * `document_rejected`, `currency_mismatch` or `invalid_amount`.
 * Charges more by a debit note, whose cause is the command.
 */
export const issueDebitNote =
  ({ handlers, folioRanges }: UseCaseDependencies) =>
  (
    context: CommandContext,
    orderId: string,
    { amount, currency, reason }: { readonly amount: Minor; readonly currency: Currency; readonly reason: string },
  ): Promise<Outcome<TaxDocumentState>> =>
    handlers.documents.handle(orderId, context, async (state) => {
      const refusal = refuseCardNumbers(reason);
      if (refusal !== undefined) return refusal;
      const invoice = invoiceOf(state);
      if (!state.exists || invoice === undefined) {
        return reject('not_found', 'no_document_to_change', 'the order has no invoice or receipt');
      }
      if (currency !== invoice.content.currency) return currencyMismatch(currency, invoice.content.currency);
      if (amount <= 0) return reject('rule', 'invalid_amount', 'charge more than nothing');
      const at = businessTime(context);
      const content = noteContent({ kind: 'increase', amount, reason }, state, invoice, at);
      if (content === undefined)
        return reject('rule', 'no_document_to_change', 'the invoice or receipt says no amount');
      const { regime, series } = content;
      const range = await folioRanges.current({ organizationId: context.organizationId, book: regime, series });
      return { type: 'RequestDocument', causeId: context.commandId, content, range, at };
    });
