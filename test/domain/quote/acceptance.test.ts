import assert from 'node:assert/strict';
import {
  after,
  draft,
  expire,
  given,
  lastMoment,
  noStock,
  notOrdered,
  ordered,
  orderId,
  revise,
  salesQuoteId,
  start,
  take,
  turnDown,
  validUntil,
  withdraw,
} from './quotes.ts';

const accepted = (acceptance: number, purchaseOrderNumber: string | null, at: string) => ({
  type: 'SalesQuoteAccepted' as const,
  data: { salesQuoteId, acceptance, revision: 1, orderId, purchaseOrderNumber, acceptedBy: 'c7', at },
});

const placed = { type: 'SalesQuoteOrdered' as const, data: { salesQuoteId, orderId, orderNumber: 'ORD-2027-000001' } };

describe('accepting an offer', () => {
  it('is asked for an order, under the customer’s number', () => {
    const history = given(after([], draft))
      .when(take(start))
      .then([accepted(1, 'PO-1', start)]);
    given(history)
      .when(ordered(start))
      .then([{ ...placed, data: { ...placed.data, at: start } }]);
    const state = given(history).when(ordered(start)).state();
    assert.ok(state.exists);
    assert.deepEqual(
      [state.status, state.order, state.acceptance],
      [
        'ordered',
        { orderId, orderNumber: 'ORD-2027-000001' },
        { number: 1, orderId, purchaseOrderNumber: 'PO-1', acceptedBy: 'c7', acceptedAt: start },
      ],
    );
  });

  it('is possible until the last moment, whatever the scheduler does', () => {
    given(after([], draft))
      .when(take(lastMoment))
      .then([accepted(1, 'PO-1', lastMoment)]);
    given(after([], draft))
      .when(take(validUntil))
      .then({ kind: 'wrong_state', code: 'quote_expired', details: { valid_until: validUntil } });
  });

  it('is the same again under the same number, and refused under another', () => {
    for (const history of [after([], draft, take(start)), after([], draft, take(start), ordered(start))]) {
      given(history).when(take(validUntil)).then([]);
      given(history)
        .when(take(start, 'PO-1', 1))
        .then([]);
      given(history).when(take(start, 'PO-2')).then({ kind: 'wrong_state', code: 'invalid_transition' });
      given(history).when(take(start, null)).then({ kind: 'wrong_state', code: 'invalid_transition' });
    }
  });

  it('is of the revision that was looked at', () => {
    const history = after([], draft, revise(start));
    given(history)
      .when(take(start, 'PO-1', 1))
      .then({ kind: 'stale_version', code: 'quote_revised', details: { revision: 1, current_revision: 2 } });
    assert.equal(
      given(history)
        .when(take(start, 'PO-1', 2))
        .events().length,
      1,
    );
  });

  it('whose order is refused leaves the offer as it was, to be accepted again', () => {
    const history = given(after([], draft, take(start)))
      .when(notOrdered(start))
      .then([
        {
          type: 'SalesQuoteOrderRefused',
          data: { salesQuoteId, acceptance: 1, refusal: noStock, validUntil, at: start },
        },
      ]);
    const state = given(history).when(notOrdered(start)).state();
    assert.ok(state.exists);
    assert.deepEqual([state.status, state.refusal], ['offered', noStock]);
    const again = given(history)
      .when(take(lastMoment, 'PO-2'))
      .then([accepted(2, 'PO-2', lastMoment)]);
    given(again).when(notOrdered(lastMoment, 1)).then([]);
    const taken = given(again).when(notOrdered(lastMoment, 1)).state();
    assert.ok(taken.exists);
    assert.deepEqual([taken.status, taken.refusal], ['accepted', null]);
    given(history).when(take(validUntil)).then({ kind: 'wrong_state', code: 'quote_expired' });
  });

  it('counts on after a revision, so that late news of an earlier one is known', () => {
    const history = after([], draft, take(start), notOrdered(start), revise(start), take(start));
    const last = history.at(-1);
    assert.ok(last?.type === 'SalesQuoteAccepted');
    assert.deepEqual([last.data.acceptance, last.data.revision], [2, 2]);
    given(history).when(notOrdered(start, 1)).then([]);
  });

  it('is over with the order, whatever was written before of its refusal', () => {
    for (const meanwhile of [[], [turnDown(start)], [withdraw(start)], [revise(start)], [expire(validUntil)]]) {
      const history = after([], draft, take(start), notOrdered(start), ...meanwhile);
      given(history)
        .when(ordered(validUntil))
        .then([{ ...placed, data: { ...placed.data, at: validUntil } }]);
    }
  });
});

describe('an offer that is not accepted', () => {
  it('is rejected by the customer, or withdrawn by the house, with a reason', () => {
    given(after([], draft))
      .when(turnDown(start))
      .then([
        { type: 'SalesQuoteRejected', data: { salesQuoteId, reason: 'too expensive', rejectedBy: 'c7', at: start } },
      ]);
    given(after([], draft))
      .when(withdraw(start))
      .then([
        { type: 'SalesQuoteWithdrawn', data: { salesQuoteId, reason: 'sold out', withdrawnBy: 'olga', at: start } },
      ]);
  });

  it('expires at its moment, not before', () => {
    given(after([], draft)).when(expire(lastMoment)).then([]);
    given(after([], draft))
      .when(expire(validUntil))
      .then([{ type: 'SalesQuoteExpired', data: { salesQuoteId, validUntil, at: validUntil } }]);
  });

  it('does not expire while its order is being placed', () => {
    given(after([], draft, take(start)))
      .when(expire(validUntil))
      .then([]);
  });
});
