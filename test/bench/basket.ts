import { randomUUID } from 'node:crypto';
import { type Aggregate, accept } from '../../domain/shared/decider.ts';
import type { CommandContext } from '../../application/commands/context.ts';
import type { NewEvent } from '../../application/ports/event-store.ts';
import type { DomainEvent } from '../../domain/shared/message.ts';

/** An aggregate that decides and folds next to nothing: what is measured is the way there and back. */
export interface PutIn {
  readonly type: 'PutIn';
  readonly sku: string;
  readonly quantity: number;
}

export type BasketEvent = DomainEvent<
  'PutIn',
  { readonly sku: string; readonly quantity: number; readonly note: string }
>;

export interface BasketState {
  readonly count: number;
}

export const basket: Aggregate<PutIn, BasketEvent, BasketState> = {
  category: 'cart',
  decider: {
    initial: { count: 0 },
    decide: ({ sku, quantity }) => accept({ type: 'PutIn', data: { sku, quantity, note: 'gift wrapped' } }),
    evolve: (state, { data }) => ({ count: state.count + data.quantity }),
  },
  schema: { PutIn: [] },
  ownerOf: () => undefined,
};

export const putIn: PutIn = { type: 'PutIn', sku: '85123A', quantity: 6 };

const recordedAt = '2026-11-23T15:00:00.000Z';

export const newContext = (): CommandContext => {
  const commandId = randomUUID();
  const actor = { subject: 'c-1', role: 'order.customer' };
  return { organizationId: 'demo', actor, commandId, correlationId: commandId, now: recordedAt };
};

/** As an engine writes it: about 400 bytes of data and metadata. */
export const newBasketEvent = (): NewEvent => {
  const id = randomUUID();
  return {
    id,
    type: 'PutIn',
    data: JSON.stringify({ sku: putIn.sku, quantity: putIn.quantity, note: 'gift wrapped' }),
    metadata: JSON.stringify({
      schema: 1,
      organization_id: 'demo',
      command_id: id,
      correlation_id: id,
      actor: { subject: 'c-1', role: 'order.customer' },
      recorded_at: recordedAt,
      hash: '5b'.repeat(32),
    }),
  };
};
