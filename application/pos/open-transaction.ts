import type { PosState } from '../../domain/pos/state.ts';
import { accept } from '../../domain/shared/decider.ts';
import { businessTime, type CommandContext } from '../commands/context.ts';
import type { Outcome } from '../commands/outcome.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';
import { refuseCardNumbers } from '../input/texts.ts';
import { currencyMismatch } from '../products/sellable.ts';
import { refuseUnknownCustomer } from './customer.ts';
import { openTill } from './open-shift.ts';

/**
 * Begins a sale in an open shift, whose till, store, cashier and currency it has. Its id is the command's unless the till made one.
 * Refused as `shift_not_found`, `shift_closed` or `customer_not_found`.
 */
export const openTransaction =
  ({ handlers, policies, customers }: UseCaseDependencies) =>
  (
    context: CommandContext,
    {
      transactionId = context.commandId,
      shiftId,
      customerId,
    }: { readonly transactionId?: string; readonly shiftId: string; readonly customerId: string | null },
  ): Promise<Outcome<PosState>> =>
    handlers.pos.handle(transactionId, context, async (transaction) => {
      if (transaction.exists) return accept();
      const shift = await openTill(handlers, context, shiftId);
      if (!shift.ok) return shift;
      const { till, currency } = shift.value;
      const unknown = await refuseUnknownCustomer(customers, context.organizationId, customerId);
      if (unknown !== undefined) return unknown;
      return {
        type: 'OpenPosTransaction',
        transactionId,
        ...till,
        currency,
        taxMode: policies.policy(context.organizationId, currency).tax.mode,
        customerId,
        at: businessTime(context),
      };
    });

export const suspendTransaction =
  ({ handlers }: UseCaseDependencies) =>
  (
    context: CommandContext,
    transactionId: string,
    { note }: { readonly note: string | null },
  ): Promise<Outcome<PosState>> =>
    handlers.pos.handle(
      transactionId,
      context,
      () => refuseCardNumbers(note) ?? { type: 'SuspendPosTransaction', note, at: businessTime(context) },
    );

/** In an open shift of any till of the same store. */
export const resumeTransaction =
  ({ handlers }: UseCaseDependencies) =>
  (
    context: CommandContext,
    transactionId: string,
    { shiftId }: { readonly shiftId: string },
  ): Promise<Outcome<PosState>> =>
    handlers.pos.handle(transactionId, context, async (transaction) => {
      const shift = await openTill(handlers, context, shiftId);
      if (!shift.ok) return shift;
      const { till, currency } = shift.value;
      if (transaction.exists && transaction.currency !== currency) {
        return currencyMismatch(currency, transaction.currency);
      }
      return { type: 'ResumePosTransaction', ...till, at: businessTime(context) };
    });
