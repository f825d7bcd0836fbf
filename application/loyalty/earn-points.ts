import { loyaltyEvents, loyaltyInstruction, type LoyaltyEvent } from '../../domain/processes/loyalty-process.ts';
import type { DomainEvent, RecordedEvent } from '../../domain/shared/message.ts';
import { decodeFact } from '../reactor/decode-fact.ts';
import type { Customers } from '../ports/customers.ts';

/**
 * The subscription handler of loyalty points: a sale to a customer earns them, its void takes them back, each once under the
 * transaction's id however often its event is handled.
 * @throws ServiceUnavailableError: handle the event again
 */
export const earnPoints =
  ({ customers }: { readonly customers: Customers }) =>
  async (recorded: RecordedEvent): Promise<void> => {
    const { event } = decodeFact(recorded);
    const instruction = movesPoints(event) ? loyaltyInstruction(event) : undefined;
    if (instruction === undefined) return;
    const { kind, ...purchase } = instruction;
    const { organization_id: organizationId } = recorded.metadata;
    switch (kind) {
      case 'add':
        await customers.addLoyaltyPoints({ ...purchase, organizationId });
        return;
      case 'take_back':
        await customers.deductLoyaltyPoints({ ...purchase, organizationId });
    }
  };

const types: ReadonlySet<string> = new Set(loyaltyEvents);

const movesPoints = (event: DomainEvent): event is LoyaltyEvent => types.has(event.type);
