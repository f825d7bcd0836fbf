import assert from 'node:assert/strict';
import { taxDocumentDecider } from '../../../domain/documents/decider.ts';
import type { TaxDocumentEvent } from '../../../domain/documents/events.ts';
import type { TaxDocumentState } from '../../../domain/documents/state.ts';
import { orderDecider } from '../../../domain/order/decider.ts';
import type { OrderEvent } from '../../../domain/order/events.ts';
import { orderDocuments } from '../../../domain/processes/documents.ts';
import { fold } from '../../../domain/shared/decider.ts';
import type { PriceQuote } from '../../../domain/shared/pricing/price-quote.ts';
import { priceQuote } from '../../../domain/shared/pricing/price.ts';
import { documentContent } from '../../../domain/tax-document/content.ts';
import { evolveJournal, type Journal } from '../../../projections/journal/evolve.ts';
import type { JournalAccount, JournalEntry } from '../../../projections/journal/view.ts';
import { countedId } from '../../support/counting-ids.ts';
import { plainDocuments } from '../../support/documents.ts';
import { place, placedAt } from './orders.ts';

/** The order of orders.ts, with taxes of three rates in its prices. */
export const taxedQuote = (): PriceQuote =>
  priceQuote({
    currency: 'GBP',
    taxMode: 'inclusive',
    lines: place('o1').quote.lines.map((line, index) => ({ ...line, taxRate: index === 0 ? 200_000 : 50_000 })),
    promotions: [],
    shipping: { method: 'standard', cost: 500, freeFrom: null, taxRate: 190_000 },
    at: placedAt,
  });

/** What the order's documents went through: each requested and numbered at once. */
export const documentsOf = (events: readonly OrderEvent[]): readonly TaxDocumentEvent[] => {
  let order = orderDecider.initial;
  let state: TaxDocumentState = taxDocumentDecider.initial;
  const recorded: TaxDocumentEvent[] = [];
  const act = (command: Parameters<typeof taxDocumentDecider.decide>[0]): void => {
    const decision = taxDocumentDecider.decide(command, state);
    assert.ok(decision.ok, JSON.stringify(decision));
    state = fold(taxDocumentDecider.evolve, state, decision.events);
    recorded.push(...decision.events);
  };
  for (const [index, event] of events.entries()) {
    order = orderDecider.evolve(order, event);
    if (!order.exists) continue;
    const cause = orderDocuments.react(event, order);
    const { at } = event.data;
    const facts = { orderId: order.orderId, policy: plainDocuments, receiver: null, issuedAt: at };
    const content = cause && documentContent({ cause, ...facts }, state);
    if (content === undefined) continue;
    act({ type: 'RequestDocument', causeId: String(index), content, range: 1, at });
    act({ type: 'RecordDocumentNumber', documentId: content.documentId, folio: index + 1, at });
  }
  return recorded;
};

/** The entries of a stream. */
export const entriesOf = (events: readonly (OrderEvent | TaxDocumentEvent)[]): readonly JournalEntry[] =>
  events.reduce<Journal | undefined>(
    (journal, event, index) => evolveJournal(journal, event, { id: countedId(index) }),
    undefined,
  )?.entries ?? [];

/** What the entries leave on each account: debit less credit; nothing for an account that is even. */
export const balancesOf = (entries: readonly JournalEntry[]): Readonly<Partial<Record<JournalAccount, number>>> => {
  const balances: Partial<Record<JournalAccount, number>> = {};
  for (const { account, debit, credit } of entries.flatMap(({ lines }) => lines)) {
    balances[account] = (balances[account] ?? 0) + debit - credit;
  }
  return Object.fromEntries(Object.entries(balances).filter(([, balance]) => balance !== 0));
};
