import assert from 'node:assert/strict';
import { addDays } from '../../../domain/shared/instant.ts';
import type { TaxReceiver } from '../../../domain/shared/tax-receiver.ts';
import { commandIdOf, contextFor } from '../../support/command-contexts.ts';
import { usPolicy } from '../../support/policies.ts';
import { accepted, address, refused } from '../../support/test-engine.ts';
import { coffee, id, openFixture, start } from './subscription-fixture.ts';

describe('a subscription', () => {
  it('begins at once, unless it names a date', async () => {
    const fixture = openFixture();
    const state = accepted(await fixture.subscribe());
    assert.deepEqual(
      [state.subscriptionId, state.customerId, state.firstOrderAt, state.currency, state.status],
      [id, 'c1', start, 'USD', 'active'],
    );
    const later = accepted(
      await fixture.engine.subscriptions.start(contextFor('later'), { ...coffee, firstOrderAt: addDays(start, 3) }),
    );
    assert.equal(later.nextOrderAt, addDays(start, 3));
  });

  it('is a customer’s own, whatever they say', async () => {
    const { engine } = openFixture();
    const context = contextFor('mine', { onlyCustomerId: 'c2' });
    assert.equal(accepted(await engine.subscriptions.start(context, coffee)).customerId, 'c2');
    const foreign = contextFor('pause', { onlyCustomerId: 'c3' });
    assert.deepEqual(refused(await engine.subscriptions.pause(foreign, commandIdOf('mine'))), {
      kind: 'not_found',
      code: 'subscription_not_found',
    });
  });

  it('is refused what could not be ordered today', async () => {
    const fixture = openFixture();
    const codes = async (changes: Partial<typeof coffee>) => refused(await fixture.subscribe(changes)).code;
    assert.equal(await codes({ items: [{ variantId: 'nope', quantity: 1000 }] }), 'variant_not_found');
    assert.equal(await codes({ items: [{ variantId: 'v1', quantity: 10 }] }), 'below_minimum_amount');
    assert.equal(await codes({ items: [] }), 'empty_order');
    assert.equal(await codes({ shippingMethod: 'drone' }), 'unknown_shipping_method');
    assert.equal(await codes({ paymentMethod: 'credit_terms' }), 'payment_method_unavailable');
    assert.equal(await codes({ currency: 'PEN' }), 'currency_mismatch');
    assert.equal(await codes({ firstOrderAt: '2027-01-31T11:59:59.999Z' }), 'first_order_in_the_past');
    assert.deepEqual(fixture.types(), []);
  });

  it('is documented for its receiver, who must be somebody that an invoice can name', async () => {
    const documents = { ...usPolicy.documents, regime: 'MX' } as const;
    const fixture = openFixture({ policy: { ...usPolicy, documents } });
    const receiver = { taxId: 'XAXX010101000', legalName: 'Ana' };
    const answer = async (taxReceiver: TaxReceiver) =>
      refused(await fixture.subscribe({ personal: { ...coffee.personal, taxReceiver } })).code;
    assert.equal(await answer({ ...receiver, taxId: 'nobody' }), 'invalid_tax_id');
    assert.equal(await answer(receiver), 'tax_receiver_incomplete');
    const whole = { ...receiver, taxRegime: '616', cfdiUse: 'S01', address: { ...address, postal_code: '06000' } };
    accepted(await fixture.subscribe({ personal: { ...coffee.personal, taxReceiver: whole } }));
    await fixture.work();
    assert.deepEqual(fixture.orders()[0]?.personal.taxReceiver, whole);
  });

  it('holds no card number', async () => {
    const fixture = openFixture();
    accepted(await fixture.subscribe());
    const reason = 'charged 4242 4242 4242 4242';
    const cancelled = await fixture.engine.subscriptions.cancel(contextFor('cancel'), id, { reason });
    assert.equal(refused(cancelled).code, 'card_number_refused');
  });
});
