import { accept } from '../../domain/shared/decider.ts';
import { refuseCardNumbers } from '../input/card-number.ts';
import { businessTime } from '../commands/context.ts';
import { currencyMismatch } from '../products/sellable.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';
import { refuseUnknownCustomer } from './known-customer.ts';
import { openTill } from './open-shift.ts';
import type { PosUseCases } from './use-cases.ts';

export const openTransaction =
  ({ handlers, policies, customers }: UseCaseDependencies): PosUseCases['open'] =>
  (context, { transactionId = context.commandId, shiftId, customerId }) =>
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
  ({ handlers }: UseCaseDependencies): PosUseCases['suspend'] =>
  (context, transactionId, { note }) =>
    handlers.pos.handle(
      transactionId,
      context,
      () => refuseCardNumbers(note) ?? { type: 'SuspendPosTransaction', note, at: businessTime(context) },
    );

export const resumeTransaction =
  ({ handlers }: UseCaseDependencies): PosUseCases['resume'] =>
  (context, transactionId, { shiftId }) =>
    handlers.pos.handle(transactionId, context, async (transaction) => {
      const shift = await openTill(handlers, context, shiftId);
      if (!shift.ok) return shift;
      const { till, currency } = shift.value;
      if (transaction.exists && transaction.currency !== currency) {
        return currencyMismatch(currency, transaction.currency);
      }
      return { type: 'ResumePosTransaction', ...till, at: businessTime(context) };
    });
