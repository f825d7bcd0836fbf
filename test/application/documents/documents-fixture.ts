import assert from 'node:assert/strict';
import { FolioRanges } from '../../../application/documents/folio-ranges.ts';
import { issueDocuments } from '../../../application/documents/issue-documents.ts';
import type { EventStore } from '../../../application/ports/event-store.ts';
import { taxDocumentDecider } from '../../../domain/documents/decider.ts';
import { taxDocumentEvents, type TaxDocumentEvent } from '../../../domain/documents/events.ts';
import { documentsOf, type DocumentState } from '../../../domain/documents/state.ts';
import { decode } from '../../../domain/shared/event-schema.ts';
import type { RecordedEvent } from '../../../domain/shared/message.ts';
import type { TenantPolicy } from '../../../domain/shared/policy.ts';
import { streamName } from '../../../domain/shared/stream.ts';
import type { TaxReceiver } from '../../../domain/shared/tax-receiver.ts';
import type { TaxRegime } from '../../../domain/tax-document/regimes/regimes.ts';
import { FixedClock } from '../../support/clock.ts';
import { commandIdOf, contextFor } from '../../support/command-contexts.ts';
import { plainDocuments } from '../../support/documents.ts';
import { InMemoryEventStore } from '../../support/in-memory-event-store.ts';
import type { RegimeAuthority } from '../../support/in-memory-tax-authority.ts';
import { MemoryLog } from '../../support/port-doubles.ts';
import { usPolicy } from '../../support/policies.ts';
import { accepted, address, testEngine } from '../../support/test-engine.ts';

export const policyUnder = (regime: TaxRegime): TenantPolicy => ({
  ...usPolicy,
  documents: { ...plainDocuments, regime },
});

/** An engine whose sales are documented by whoever `authority` is; `process`: another one on the same log. */
export const documentsFixture = (
  parts: {
    readonly authority?: RegimeAuthority;
    readonly log?: InMemoryEventStore;
    readonly store?: EventStore;
    readonly process?: number;
  } = {},
) => {
  const { authority, log = new InMemoryEventStore(), store = log, process = 0 } = parts;
  const policy = policyUnder(authority?.regime ?? 'plain');
  const fixture = testEngine({ store, policy, process });
  const warnings = new MemoryLog();
  const issuing = {
    handlers: fixture.handlers,
    store,
    authorities: new Map(authority === undefined ? [] : [[authority.regime, authority]]),
    folioRanges: new FolioRanges(store),
    clock: new FixedClock('2026-11-23T16:00:00.000Z'),
    policies: fixture.policies,
    log: warnings,
  };
  const handle = issueDocuments(issuing);
  let handled = 0;
  return {
    ...fixture,
    log,
    issuing,
    warnings,
    handle,
    /** Hands all events that came since, those that this makes too, to the documents. */
    deliver: async (): Promise<void> => {
      for (let news = log.all(); handled < news.length; news = log.all()) {
        for (; handled < news.length; handled += 1) await handle(news[handled]!);
      }
    },
    documents: (orderId: string): Promise<readonly DocumentState[]> => documentsIn(log, orderId),
  };
};

export type DocumentsFixture = ReturnType<typeof documentsFixture>;

const decodeDocument = (event: RecordedEvent): TaxDocumentEvent => decode<TaxDocumentEvent>(taxDocumentEvents, event);

export const documentEvents = async (log: InMemoryEventStore, orderId: string): Promise<readonly TaxDocumentEvent[]> =>
  (await log.read(streamName('documents', 'demo', orderId))).map(decodeDocument);

export const documentsIn = async (log: InMemoryEventStore, orderId: string): Promise<readonly DocumentState[]> =>
  documentsOf((await documentEvents(log, orderId)).reduce(taxDocumentDecider.evolve, taxDocumentDecider.initial));

/** An order of 27.50 (two of v1, tax and shipping) that is paid in cash, so confirmed; its id. */
export const confirmed = async (
  { engine }: Pick<DocumentsFixture, 'engine'>,
  name = 'order',
  taxReceiver?: TaxReceiver,
): Promise<string> => {
  const orderId = commandIdOf(name);
  accepted(
    await engine.orders.place(contextFor(name), {
      orderType: 'online',
      customerId: 'c1',
      items: [{ variantId: 'v1', quantity: 2000 }],
      shippingMethod: 'standard',
      paymentMethod: 'cash',
      shippingAddress: address,
      billingAddress: address,
      ...(taxReceiver !== undefined && { taxReceiver }),
    }),
  );
  const money = { method: 'cash', methodId: null, amount: 2750, currency: 'USD' } as const;
  accepted(await engine.orders.pay(contextFor(`${name} paid`), orderId, money));
  return orderId;
};

export const shortly = (documents: readonly DocumentState[]) =>
  documents.map(({ content: { kind, series, totals }, folio, status }) => [kind, series, folio, status, totals.total]);

/** Folios of a series in the order in which they were given. */
export const foliosOf = (log: InMemoryEventStore, series: string): readonly number[] =>
  log
    .all()
    .filter(({ type }) => type === 'FolioAllocated')
    .map(({ data }) => data as { readonly series: string; readonly folio: number })
    .filter((data) => data.series === series)
    .map(({ folio }) => folio);

export const countTo = (last: number): readonly number[] => Array.from({ length: last }, (_, index) => index + 1);

/** The only event of this type. */
export const eventOf = (log: InMemoryEventStore, type: string): RecordedEvent => {
  const events = log.all().filter((event) => event.type === type);
  assert.equal(events.length, 1, type);
  return events[0]!;
};
