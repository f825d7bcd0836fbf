import assert from 'node:assert/strict';
import { addDays } from '../../../domain/shared/instant.ts';
import { commandIdOf, contextFor } from '../../support/command-contexts.ts';
import { accepted, address, refused } from '../../support/test-engine.ts';
import { cheaper, id, openFixture, tenOf } from './quotes-fixture.ts';

const now = '2026-11-23T15:00:00.000Z';

describe('offering goods to a customer', () => {
  it('is at the catalog’s prices, at once, for as long as the tenant’s offers are valid', async () => {
    const fixture = openFixture();
    const quote = await fixture.quoted();
    assert.deepEqual(
      [quote.salesQuoteId, quote.status, quote.validUntil, quote.offeredAt, quote.draftedBy],
      [id, 'offered', addDays(now, 30), now, 'olga'],
    );
    assert.deepEqual(quote.quote.totals, { subtotal: 10_000, discount: 0, shipping: 0, tax: 1000, total: 11_000 });
    assert.deepEqual(quote.negotiated, []);
    assert.deepEqual(quote.personal, { name: tenOf.name, email: tenOf.email, shippingAddress: address });
    assert.deepEqual(fixture.types(), ['SalesQuoteDrafted', 'SalesQuoteOffered']);
  });

  it('is at prices that were agreed on, with who and why, once somebody approves', async () => {
    const fixture = openFixture();
    const quote = await fixture.quoted({ items: cheaper });
    assert.deepEqual([quote.status, quote.approvalReasons], ['pending_approval', ['negotiated_price']]);
    assert.deepEqual(quote.negotiated, [
      { lineId: 'L1', listPrice: 1000, negotiatedBy: 'olga', reason: 'a large order' },
    ]);
    assert.deepEqual(
      [quote.quote.lines[0]?.unitPrice, quote.quote.totals.subtotal, quote.quote.discounts],
      [900, 9000, []],
    );
    const maria = { actor: { subject: 'maria', role: 'order.manager' } };
    const approved = accepted(await fixture.quotes.approve(contextFor('approve', maria), id, { revision: 1 }));
    assert.deepEqual([approved.status, approved.approvedBy], ['offered', 'maria']);
  });

  it('that cost what the catalog asks negotiates nothing', async () => {
    const [item] = cheaper;
    const quote = await openFixture().quoted({
      items: [{ ...item!, negotiated: { unitPrice: 1000, reason: 'none' } }],
    });
    assert.deepEqual([quote.status, quote.negotiated], ['offered', []]);
  });

  it('for more than the tenant’s limit needs approval', async () => {
    const quote = await openFixture().quoted({ items: [{ variantId: 'v1', quantity: 46_000 }] });
    assert.deepEqual([quote.status, quote.approvalReasons], ['pending_approval', ['amount']]);
  });

  it('can be to somebody who is no customer yet, by telephone', async () => {
    const quote = await openFixture().quoted({ customerId: null, orderType: 'phone', paymentMethod: 'cash' });
    assert.deepEqual([quote.customerId, quote.orderType], [null, 'phone']);
  });

  it('is refused what could not be ordered', async () => {
    const fixture = openFixture();
    const codes = async (changes: Partial<typeof tenOf>) =>
      refused(await fixture.quotes.draft(contextFor('draft'), { ...tenOf, ...changes })).code;
    assert.equal(await codes({ items: [{ variantId: 'nope', quantity: 1000 }] }), 'variant_not_found');
    assert.equal(await codes({ items: [] }), 'empty_order');
    assert.equal(await codes({ items: [{ variantId: 'v1', quantity: 10 }] }), 'below_minimum_amount');
    assert.equal(await codes({ shippingMethod: 'drone' }), 'unknown_shipping_method');
    assert.equal(await codes({ orderType: 'phone' }), 'payment_method_unavailable');
    assert.equal(await codes({ currency: 'PEN' }), 'currency_mismatch');
    assert.equal(await codes({ shippingAddress: { addressId: 'moon' } }), 'address_not_found');
    assert.equal(await codes({ validUntil: now }), 'validity_in_the_past');
    assert.equal(await codes({ internalNotes: 'paid with 4242 4242 4242 4242' }), 'card_number_refused');
    assert.deepEqual(fixture.types(), []);
  });

  it('is done once, however often it is asked', async () => {
    const fixture = openFixture();
    await fixture.quoted();
    await fixture.quoted();
    assert.deepEqual(fixture.types(), ['SalesQuoteDrafted', 'SalesQuoteOffered']);
  });
});

describe('an offer under review', () => {
  it('can be declined, revised and offered after all', async () => {
    const fixture = openFixture();
    await fixture.quoted({ items: cheaper });
    accepted(await fixture.quotes.decline(contextFor('decline'), id, { reason: 'below cost' }));
    const terms = { items: tenOf.items, shippingMethod: 'standard', notes: 'list prices, but quickly' };
    const revised = accepted(await fixture.quotes.revise(contextFor('revise'), id, terms));
    assert.deepEqual(
      [revised.status, revised.revision, revised.notes, revised.negotiated, revised.personal.name],
      ['offered', 2, terms.notes, [], 'El Tornillo'],
    );
  });

  it('that is not there cannot be changed', async () => {
    const { quotes } = openFixture();
    const none = { kind: 'not_found', code: 'quote_not_found' };
    const terms = { items: tenOf.items, shippingMethod: 'standard' };
    assert.deepEqual(refused(await quotes.revise(contextFor('a'), id, terms)), none);
    assert.deepEqual(refused(await quotes.approve(contextFor('b'), id, {})), none);
    assert.deepEqual(refused(await quotes.decline(contextFor('c'), id, { reason: 'why' })), none);
    assert.deepEqual(refused(await quotes.accept(contextFor('d'), id, {})), none);
    assert.deepEqual(refused(await quotes.reject(contextFor('e'), id, { reason: 'why' })), none);
    assert.deepEqual(refused(await quotes.withdraw(contextFor('f'), id, { reason: 'why' })), none);
  });

  it('takes no card numbers for reasons', async () => {
    const fixture = openFixture();
    await fixture.quoted({ items: cheaper });
    const reason = 'card 4242 4242 4242 4242';
    const codes = await Promise.all(
      (['decline', 'reject', 'withdraw'] as const).map(async (name) =>
        refused(await fixture.quotes[name](contextFor(name), id, { reason })),
      ),
    );
    assert.deepEqual(
      codes.map(({ code }) => code),
      ['card_number_refused', 'card_number_refused', 'card_number_refused'],
    );
  });
});

describe('a customer and their quotes', () => {
  const own = { onlyCustomerId: 'c7', actor: { subject: 'c7', role: 'order.customer' } };
  const hidden = { kind: 'not_found', code: 'quote_not_found' };

  it('act on what is offered to them, not before, and on nobody else’s', async () => {
    const fixture = openFixture();
    await fixture.quoted({ items: cheaper });
    const reason = 'too expensive';
    assert.deepEqual(refused(await fixture.quotes.reject(contextFor('early', own), id, { reason })), hidden);
    accepted(await fixture.quotes.approve(contextFor('approve'), id, {}));
    const other = { ...own, onlyCustomerId: 'c8' };
    assert.deepEqual(refused(await fixture.quotes.reject(contextFor('other', other), id, { reason })), hidden);
    const rejected = accepted(await fixture.quotes.reject(contextFor('own', own), id, { reason }));
    assert.deepEqual([rejected.status, rejected.reason], ['rejected', reason]);
  });

  it('have nothing to accept while new terms await approval', async () => {
    const fixture = openFixture();
    await fixture.quoted();
    const terms = { items: cheaper, shippingMethod: 'standard' };
    accepted(await fixture.quotes.revise(contextFor('revise'), id, terms));
    assert.deepEqual(refused(await fixture.quotes.accept(contextFor('accept', own), id, {})), hidden);
    accepted(await fixture.quotes.withdraw(contextFor('withdraw'), id, { reason: 'sold out' }));
    assert.deepEqual(refused(await fixture.quotes.accept(contextFor('again', own), id, {})), hidden);
  });

  it('accept for themselves', async () => {
    const fixture = openFixture();
    await fixture.quoted();
    const quote = accepted(await fixture.quotes.accept(contextFor('accept', own), id, {}));
    assert.deepEqual([quote.status, quote.acceptance?.acceptedBy], ['ordered', 'c7']);
    assert.deepEqual(fixture.orders()[0]?.customerId, 'c7');
    assert.notEqual(id, commandIdOf('accept'));
  });
});
