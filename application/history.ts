import type { AllowanceState } from '../domain/allowance/state.ts';
import type { CartState } from '../domain/cart/state.ts';
import type { CreditAccountState } from '../domain/credit/state.ts';
import type { FolioRangeState } from '../domain/folio-range/state.ts';
import type { OrderState } from '../domain/order/state.ts';
import type { PosState } from '../domain/pos-transaction/state.ts';
import type { PromotionState } from '../domain/promotion/state.ts';
import type { ReturnState } from '../domain/return/state.ts';
import type { SalesQuoteState } from '../domain/sales-quote/state.ts';
import type { SubscriptionState } from '../domain/subscription/state.ts';
import type { TaxDocumentState } from '../domain/tax-document/state.ts';
import type { TillState } from '../domain/till/state.ts';
import type { TillShiftState } from '../domain/till-shift/state.ts';
import { decode } from '../domain/shared/event-schema.ts';
import type { DomainEvent, Instant, RecordedEvent } from '../domain/shared/message.ts';
import { streamName } from '../domain/shared/stream.ts';
import type { Aggregate } from './aggregate.ts';
import { aggregates } from './aggregates.ts';
import { genesisHash, verifyStream, type BrokenLink } from './hash-chain.ts';
import type { EventStore } from './ports/event-store.ts';
import { readInPages } from './read-in-pages.ts';

/** Who asks. A customer is only told of what is theirs now. */
export interface Viewer {
  readonly organizationId: string;
  readonly onlyCustomerId?: string;
}

/** Up to and with a version, or everything that was recorded at or before an instant. */
export type Moment = { readonly version: number } | { readonly asOf: Instant };

/** The past of one kind of aggregate, from its events. All throw EventStoreUnavailableError. */
export interface AggregateHistory<State> {
  /** The events as stored, from a version on (1 by default), at most `limit`; empty if there is none for this viewer. */
  events(
    viewer: Viewer,
    id: string,
    page?: { readonly from?: number; readonly limit?: number },
  ): Promise<readonly RecordedEvent[]>;
  /** The state at a moment and the version it stood at; undefined if it did not exist yet, or not for this viewer. */
  stateAt(
    viewer: Viewer,
    id: string,
    moment: Moment,
  ): Promise<{ readonly state: State; readonly version: number } | undefined>;
  /** The first link of the stream's hash chain that does not hold; undefined if all do. */
  verify(viewer: Viewer, id: string): Promise<BrokenLink | undefined>;
}

export interface History {
  readonly allowance: AggregateHistory<AllowanceState>;
  readonly cart: AggregateHistory<CartState>;
  readonly credit: AggregateHistory<CreditAccountState>;
  readonly documents: AggregateHistory<TaxDocumentState>;
  readonly folios: AggregateHistory<FolioRangeState>;
  readonly order: AggregateHistory<OrderState>;
  readonly pos: AggregateHistory<PosState>;
  readonly promotion: AggregateHistory<PromotionState>;
  readonly quote: AggregateHistory<SalesQuoteState>;
  readonly return: AggregateHistory<ReturnState>;
  readonly shift: AggregateHistory<TillShiftState>;
  readonly subscription: AggregateHistory<SubscriptionState>;
  readonly till: AggregateHistory<TillState>;
}

export const createHistory = (store: EventStore): History => ({
  allowance: historyOf(aggregates.allowance, store),
  cart: historyOf(aggregates.cart, store),
  credit: historyOf(aggregates.credit, store),
  documents: historyOf(aggregates.documents, store),
  folios: historyOf(aggregates.folios, store),
  order: historyOf(aggregates.order, store),
  pos: historyOf(aggregates.pos, store),
  promotion: historyOf(aggregates.promotion, store),
  quote: historyOf(aggregates.quote, store),
  return: historyOf(aggregates.return, store),
  shift: historyOf(aggregates.shift, store),
  subscription: historyOf(aggregates.subscription, store),
  till: historyOf(aggregates.till, store),
});

const historyOf = <Command, Event extends DomainEvent, State>(
  { category, decider, schema, ownerOf }: Aggregate<Command, Event, State>,
  store: EventStore,
): AggregateHistory<State> => {
  const stream = (viewer: Viewer, id: string) => streamName(category, viewer.organizationId, id);

  /** Folds the whole stream, and keeps the last state and version of the moment. */
  const look = async (viewer: Viewer, id: string, moment: Moment) => {
    let now = decider.initial;
    let then = { state: now, version: 0 };
    for await (const page of readInPages(store, stream(viewer, id))) {
      for (const event of page) {
        now = decider.evolve(now, decode(schema, event));
        if (isBy(event, moment)) then = { state: now, version: event.version };
      }
    }
    const owner = ownerOf(now);
    const isTheirs = viewer.onlyCustomerId === undefined || owner === viewer.onlyCustomerId;
    return isTheirs && then.version > 0 ? then : undefined;
  };

  return {
    stateAt: look,
    events: async (viewer, id, page) => {
      if (viewer.onlyCustomerId !== undefined && (await look(viewer, id, { version: 1 })) === undefined) return [];
      return store.read(stream(viewer, id), page);
    },
    verify: async (viewer, id) => {
      let end = { version: 0, hash: genesisHash };
      for await (const page of readInPages(store, stream(viewer, id))) {
        const broken = verifyStream(page, end);
        if (broken !== undefined) return broken;
        const last = page.at(-1);
        if (last !== undefined) end = { version: last.version, hash: last.metadata.hash };
      }
      return undefined;
    },
  };
};

const isBy = (event: RecordedEvent, moment: Moment): boolean =>
  'version' in moment ? event.version <= moment.version : event.metadata.recorded_at <= moment.asOf;
