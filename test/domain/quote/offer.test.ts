import assert from 'node:assert/strict';
import type { ApprovalReason, SalesQuoteEvent } from '../../../domain/quote/events.ts';
import { visibleTo } from '../../../domain/quote/state.ts';
import {
  after,
  agreed,
  approve,
  decline,
  draft,
  draftedAs,
  given,
  goodsAt,
  negotiatedDraft,
  offered,
  revise,
  salesQuoteId,
  start,
  take,
  turnDown,
  validUntil,
} from './quotes.ts';

const later = '2027-03-02T09:00:00.000Z';

const pending = (reasons: readonly ApprovalReason[], revision = 1, at = start): SalesQuoteEvent => ({
  type: 'SalesQuoteApprovalRequested',
  data: { salesQuoteId, revision, reasons, approvalAmount: null, at },
});

const reasonsOf = (changes: Partial<typeof draft>): readonly string[] => {
  const state = given([])
    .when({ ...draft, ...changes })
    .state();
  assert.ok(state.exists);
  assert.equal(state.status, state.approvalReasons.length === 0 ? 'offered' : 'pending_approval');
  return state.approvalReasons;
};

describe('offering goods', () => {
  it('says what, at which prices, until when, and to whom', () => {
    const drafted = draftedAs(draft);
    const history = given([]).when(draft).then([drafted, offered()]);
    const { at: draftedAt, ...kept } = drafted.data;
    assert.deepEqual(given(history).when(draft).state(), {
      exists: true,
      ...kept,
      status: 'offered',
      revision: 1,
      approvalReasons: [],
      approvedBy: null,
      offeredAt: start,
      acceptance: null,
      refusal: null,
      reason: null,
      acceptances: 0,
      order: null,
      draftedAt,
    });
  });

  it('is done once', () => {
    const history = after([], draft);
    given(history).when(draft).then([]);
    given(history)
      .when({ ...draft, quote: goodsAt(1) })
      .then([]);
  });

  it('needs approval below the catalog’s prices, or above the tenant’s limit', () => {
    const above = { quote: goodsAt(1100), negotiated: [agreed(1000)] };
    assert.deepEqual(reasonsOf({}), []);
    assert.deepEqual(reasonsOf({ quote: goodsAt(999), negotiated: [agreed(1000)] }), ['negotiated_price']);
    assert.deepEqual(reasonsOf(above), []);
    assert.deepEqual(reasonsOf({ quote: goodsAt(0), negotiated: [agreed(1000)] }), ['negotiated_price']);
    assert.deepEqual(reasonsOf({ approvalAmount: 11_000 }), []);
    assert.deepEqual(reasonsOf({ approvalAmount: 10_999 }), ['amount']);
    assert.deepEqual(reasonsOf({ ...above, approvalAmount: 0 }), ['amount']);
    assert.deepEqual(reasonsOf({ quote: goodsAt(999), negotiated: [agreed(1000)], approvalAmount: 1 }), [
      'negotiated_price',
      'amount',
    ]);
  });

  it('is held to what any order is held to', () => {
    const refused = (changes: Partial<typeof draft>) => {
      const { kind, code } = given([])
        .when({ ...draft, ...changes })
        .rejection();
      assert.equal(kind, 'rule');
      return code;
    };
    const goods = goodsAt(1000);
    assert.equal(refused({ quote: { ...goods, lines: [] } }), 'empty_order');
    assert.equal(refused({ limits: { ...draft.limits, maximumLines: 1 } }), 'max_items_exceeded');
    assert.equal(refused({ limits: { ...draft.limits, minimumAmount: 11_001 } }), 'below_minimum_amount');
    assert.equal(refused({ limits: { ...draft.limits, restrictedVariants: ['variant-L2'] } }), 'restricted_product');
    assert.equal(refused({ quote: { ...goods, totals: { ...goods.totals, total: 1 } } }), 'inconsistent_quote');
  });

  it('is for some time', () => {
    given([])
      .when({ ...draft, validUntil: start })
      .then({ kind: 'rule', code: 'validity_in_the_past', details: { valid_until: start } });
  });
});

describe('approving of an offer', () => {
  it('offers it, and says who did', () => {
    const history = given([])
      .when(negotiatedDraft)
      .then([draftedAs(negotiatedDraft), pending(['negotiated_price'])]);
    given(history)
      .when(approve(later))
      .then([
        { type: 'SalesQuoteApproved', data: { salesQuoteId, revision: 1, approvedBy: 'maria', at: later } },
        offered(1, 10_000, later),
      ]);
  });

  it('is too late once the offer would be over', () => {
    given(after([], negotiatedDraft))
      .when(approve(validUntil))
      .then({ kind: 'wrong_state', code: 'quote_expired', details: { valid_until: validUntil } });
  });

  it('is not needed, nor possible, where there was nothing to approve of', () => {
    given(after([], draft)).when(approve(later)).then({ kind: 'wrong_state', code: 'invalid_transition' });
  });

  it('can be denied, with a reason', () => {
    const history = given(after([], negotiatedDraft))
      .when(decline(later))
      .then([
        {
          type: 'SalesQuoteDeclined',
          data: { salesQuoteId, revision: 1, declinedBy: 'maria', reason: 'below cost', at: later },
        },
      ]);
    const state = given(history).when(decline(later)).state();
    assert.ok(state.exists);
    assert.equal(state.reason, 'below cost');
  });

  it('is of the revision that was looked at', () => {
    const history = after([], negotiatedDraft, revise(later, { quote: goodsAt(800), negotiated: [agreed(1000)] }));
    given(history)
      .when(approve(later, 1))
      .then({ kind: 'stale_version', code: 'quote_revised', details: { revision: 1, current_revision: 2 } });
    assert.equal(given(history).when(approve(later, 2)).events().length, 2);
    const approved = after(history, approve(later, 2));
    given(approved).when(approve(later, 2)).then([]);
    given(approved).when(approve(later, 1)).then({ kind: 'wrong_state', code: 'invalid_transition' });
  });
});

describe('revising an offer', () => {
  it('replaces its terms, and has them judged anew', () => {
    const { quote, negotiated, notes, internalNotes } = { ...draft, quote: goodsAt(900), negotiated: [agreed(1000)] };
    given(after([], draft))
      .when(revise(later, { quote, negotiated }))
      .then([
        {
          type: 'SalesQuoteRevised',
          data: {
            salesQuoteId,
            revision: 2,
            quote,
            negotiated,
            validUntil,
            notes,
            internalNotes,
            revisedBy: 'olga',
            at: later,
          },
        },
        pending(['negotiated_price'], 2, later),
      ]);
  });

  it('forgets what was said of the terms before', () => {
    const state = given(after([], negotiatedDraft, approve(start), turnDown(start)))
      .when(revise(later))
      .state();
    assert.ok(state.exists);
    const { status, revision, approvedBy, approvalReasons, offeredAt, reason, negotiated } = state;
    assert.deepEqual(
      { status, revision, approvedBy, approvalReasons, offeredAt, reason, negotiated },
      {
        status: 'offered',
        revision: 2,
        approvedBy: null,
        approvalReasons: [],
        offeredAt: later,
        reason: null,
        negotiated: [],
      },
    );
  });

  it('takes the offer from the customer’s eyes until it is approved of', () => {
    const seenBy = (...commands: Parameters<typeof after>[1][]) => {
      const state = given(after([], draft, ...commands))
        .when(decline(later))
        .state();
      assert.ok(state.exists);
      return visibleTo(state);
    };
    const cheaper = revise(later, { quote: goodsAt(900), negotiated: [agreed(1000)] });
    assert.equal(seenBy(), 'c7');
    assert.equal(seenBy(cheaper), null);
    assert.equal(seenBy(cheaper, approve(later)), 'c7');
    assert.equal(seenBy(turnDown(later)), 'c7');
  });

  it('stays in its currency', () => {
    given(after([], draft))
      .when(revise(later, { quote: { ...goodsAt(1000), currency: 'CLP' } }))
      .then({ kind: 'rule', code: 'currency_mismatch', details: { given: 'CLP', expected: 'USD' } });
  });

  it('is refused what could not be offered', () => {
    given(after([], draft))
      .when(revise(later, { validUntil: later }))
      .then({ kind: 'rule', code: 'validity_in_the_past' });
    given(after([], draft, take(start)))
      .when(revise(later))
      .then({ kind: 'wrong_state', code: 'invalid_transition' });
  });
});
