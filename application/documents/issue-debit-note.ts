import { reject } from '../../domain/shared/decider.ts';
import { noteContent } from '../../domain/tax-document/note.ts';
import { invoiceOf } from '../../domain/documents/state.ts';
import { refuseCardNumbers } from '../input/card-number.ts';
import { businessTime } from '../commands/context.ts';
import { currencyMismatch } from '../products/sellable.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';
import type { DocumentUseCases } from './use-cases.ts';

/** Charges more by a debit note, whose cause is the command. */
export const issueDebitNote =
  ({ handlers, folioRanges }: UseCaseDependencies): DocumentUseCases['issueDebitNote'] =>
  (context, orderId, { amount, currency, reason }) =>
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
