import assert from 'node:assert/strict';
import type { CommandContext } from '../../../application/commands/context.ts';
import { FolioRanges } from '../../../application/documents/folio-ranges.ts';
import { issueDocuments } from '../../../application/documents/issue-documents.ts';
import { settlePayments } from '../../../application/payments/settle-payments.ts';
import { followEvents } from '../../../application/reactor/run-process.ts';
import { placeExchangeOrders } from '../../../application/returns/place-exchange-orders.ts';
import { moveStock } from '../../../application/stock/move-stock.ts';
import type { Category } from '../../../domain/aggregates.ts';
import { documentsOf, type DocumentState } from '../../../domain/documents/state.ts';
import type { PlacedOrder } from '../../../domain/order/state.ts';
import { accept } from '../../../domain/shared/decider.ts';
import type { RecordedEvent } from '../../../domain/shared/message.ts';
import type { TenantPolicy } from '../../../domain/shared/policy.ts';
import type { Promotion } from '../../../domain/shared/pricing/promotion.ts';
import { parseStreamName } from '../../../domain/shared/stream.ts';
import { contextFor } from '../../support/command-contexts.ts';
import { InMemoryEventStore } from '../../support/in-memory-event-store.ts';
import { MemoryLog } from '../../support/port-doubles.ts';
import { accepted, address, testEngine } from '../../support/test-engine.ts';

/** What is on hand of each variant to begin with, in thousandths. */
export const stock = 100_000;

/** An engine with everything around it that answers events: after `settle` nothing is under way any more. */
export const createWorld = (policy: TenantPolicy, promotions: readonly Promotion[]) => {
  const log = new InMemoryEventStore();
  const fixture = testEngine({ store: log, policy, promotions });
  const { engine, handlers, gateways, inventory, policies, processes, clock } = fixture;
  const warnings = new MemoryLog();
  const documents = { handlers, store: log, authorities: new Map(), folioRanges: new FolioRanges(log), clock };
  const answers: readonly ((event: RecordedEvent) => Promise<void>)[] = [
    followEvents({ processes, clock, log: warnings }),
    settlePayments({ gateways, handlers, clock }),
    moveStock({ inventory, handlers, clock }),
    placeExchangeOrders({ engine, handlers, store: log, policies, clock }),
    issueDocuments({ ...documents, policies, log: warnings }),
  ];
  let [handled, commands] = [0, 0];

  const context = (): CommandContext => contextFor(`command-${(commands += 1)}`);

  const idsOf = (category: Category): readonly string[] => {
    const names = log.all().map(({ stream }) => parseStreamName(stream));
    return [...new Set(names.flatMap((name) => (name?.category === category ? [name.id] : [])))];
  };

  const nothing = () => accept<never>();

  return {
    engine,
    inventory,
    log,
    context,
    idsOf,
    order: async (id: string): Promise<PlacedOrder> => accepted(await handlers.order.handle(id, context(), nothing)),
    returned: async (id: string) => accepted(await handlers.return.handle(id, context(), nothing)),
    account: async (id: string) => accepted(await handlers.credit.handle(id, context(), nothing)),
    documents: async (id: string): Promise<readonly DocumentState[]> => {
      const look = await handlers.documents.handle(id, context(), nothing);
      return look.ok ? documentsOf(look.state) : assert.fail(look.rejection.code);
    },
    place: async (
      items: readonly { readonly variantId: string; readonly quantity: number }[],
      couponCodes: string[],
    ) => {
      await engine.orders.place(context(), {
        orderType: 'online',
        customerId: 'c1',
        items,
        couponCodes,
        shippingMethod: 'standard',
        paymentMethod: 'cash',
        shippingAddress: address,
        billingAddress: address,
      });
    },
    /** Hands every new event to everything that answers events, and those that come of it, until none comes any more. */
    settle: async (): Promise<void> => {
      for (; handled < (await log.head()); handled += 1) {
        const event = log.all()[handled];
        assert.ok(event !== undefined);
        for (const answer of answers) await answer(event);
      }
    },
  };
};

export type World = ReturnType<typeof createWorld>;
