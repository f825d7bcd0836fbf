import type { PosCommand } from '../../domain/pos/commands.ts';
import { isPaidInto, type PosState } from '../../domain/pos/state.ts';
import { posMachine } from '../../domain/pos/transitions.ts';
import { reject, type Refusal } from '../../domain/shared/decider.ts';
import { businessTime, type CommandContext } from '../commands/context.ts';
import { notFound, type Outcome } from '../commands/outcome.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';
import type { Customers } from '../ports/customers.ts';
import { changeGoods } from './change-goods.ts';
import { priceLines } from './price-lines.ts';

/**
 * Refuses a customer whom the Customer service does not know as `customer_not_found`; an unnamed buyer is fine.
 * @throws ServiceUnavailableError
 */
export const refuseUnknownCustomer = async (
  customers: Pick<Customers, 'customer'>,
  organizationId: string,
  customerId: string | null,
): Promise<Refusal | undefined> => {
  if (customerId === null || (await customers.customer(organizationId, customerId)) !== undefined) return undefined;
  return reject('not_found', 'customer_not_found', 'there is no such customer', { customer_id: customerId });
};

/**
 * null: no customer after all. Prices all lines anew, unless they are being paid. Refused as `customer_not_found`.
 * Who it is and what the goods then cost come together, or not at all. What is being paid costs what it costs.
 */
export const identifyCustomer =
  (dependencies: UseCaseDependencies) =>
  (
    context: CommandContext,
    transactionId: string,
    { customerId }: { readonly customerId: string | null },
  ): Promise<Outcome<PosState>> =>
    dependencies.handlers.pos.handle(transactionId, context, async (transaction) => {
      if (!transaction.exists) return notFound('pos');
      const { status } = transaction;
      if (!posMachine.isAllowed('IdentifyPosCustomer', status))
        return posMachine.refusal('IdentifyPosCustomer', status);
      const { customers, pricing } = dependencies;
      const { organizationId } = context;
      const unknown = await refuseUnknownCustomer(customers, organizationId, customerId);
      if (unknown !== undefined) return unknown;
      const command: PosCommand = { type: 'IdentifyPosCustomer', customerId, at: businessTime(context) };
      if (isPaidInto(transaction)) return command;
      const priced = await priceLines(pricing, organizationId, { ...transaction, customerId });
      if (!priced.ok) return priced;
      return changeGoods(dependencies, context, transaction, { command, prices: priced.value });
    });
