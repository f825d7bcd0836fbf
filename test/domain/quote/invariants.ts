import assert from 'node:assert/strict';
import type { SalesQuoteEvent } from '../../../domain/quote/events.ts';

type EventOf<Type extends SalesQuoteEvent['type']> = Extract<SalesQuoteEvent, { readonly type: Type }>;

/** The events from the last terms on, these first. */
const sinceTerms = (history: readonly SalesQuoteEvent[]): readonly SalesQuoteEvent[] =>
  history.slice(history.findLastIndex(({ type }) => type === 'SalesQuoteDrafted' || type === 'SalesQuoteRevised'));

const termsOf = (history: readonly SalesQuoteEvent[]) => {
  const [terms] = sinceTerms(history);
  assert.ok(terms?.type === 'SalesQuoteDrafted' || terms?.type === 'SalesQuoteRevised');
  return terms.data;
};

/** The current revision, and how often the customer has accepted one. */
export const countsOf = (history: readonly SalesQuoteEvent[]) => {
  const count = (...types: readonly SalesQuoteEvent['type'][]): number =>
    history.filter(({ type }) => types.includes(type)).length;
  return {
    revision: count('SalesQuoteDrafted', 'SalesQuoteRevised'),
    acceptances: count('SalesQuoteAccepted'),
    refusals: count('SalesQuoteOrderRefused'),
  };
};

const has = (history: readonly SalesQuoteEvent[], ...types: readonly SalesQuoteEvent['type'][]): boolean =>
  history.some(({ type }) => types.includes(type));

/** What must hold of every event, given only those before it: read from the events, not from the state. */
export const judgeEvent = (before: readonly SalesQuoteEvent[], event: SalesQuoteEvent): void => {
  assert.ok(!has(before, 'SalesQuoteOrdered'), 'nothing happens to a quote that is ordered');
  if (event.type !== 'SalesQuoteOrdered') assert.ok(!has(before, 'SalesQuoteWithdrawn'), 'nor to one withdrawn');
  if (event.type === 'SalesQuoteOffered') judgeOffer(before, event);
  if (event.type === 'SalesQuoteAccepted') judgeAcceptance(before, event);
  if (event.type === 'SalesQuoteExpired') assert.ok(event.data.at >= termsOf(before).validUntil, 'not too early');
};

/** Nothing below list, nothing large, comes before the customer without an approval of just that. */
const judgeOffer = (before: readonly SalesQuoteEvent[], { data }: EventOf<'SalesQuoteOffered'>): void => {
  const { quote, negotiated } = termsOf(before);
  assert.deepEqual([data.revision, data.total], [countsOf(before).revision, quote.totals.total]);
  const prices = new Map(quote.lines.map(({ lineId, unitPrice }) => [lineId, unitPrice]));
  const isCheap = negotiated.some(({ lineId, listPrice }) => prices.get(lineId)! < listPrice);
  assert.equal(has(sinceTerms(before), 'SalesQuoteApproved'), isCheap);
  assert.ok(data.at < data.validUntil, 'nothing is offered that is over');
};

/** No one is bound to what is not offered, is over, or is being ordered already. */
const judgeAcceptance = (before: readonly SalesQuoteEvent[], { data }: EventOf<'SalesQuoteAccepted'>): void => {
  const since = sinceTerms(before);
  const { revision, acceptances, refusals } = countsOf(before);
  assert.deepEqual([data.revision, data.acceptance], [revision, acceptances + 1]);
  assert.equal(refusals, acceptances, 'the last one was answered');
  assert.ok(has(since, 'SalesQuoteOffered'));
  assert.ok(!has(since, 'SalesQuoteRejected', 'SalesQuoteDeclined', 'SalesQuoteExpired'));
  assert.ok(data.at < termsOf(before).validUntil);
};

/** Whether the current terms have come before the customer. */
export const wasOffered = (history: readonly SalesQuoteEvent[]): boolean =>
  has(sinceTerms(history), 'SalesQuoteOffered');
