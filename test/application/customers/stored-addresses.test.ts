import assert from 'node:assert/strict';
import type { AddressChoice } from '../../../application/customers/resolve-address.ts';
import type { Customer } from '../../../application/ports/customers.ts';
import type { Address } from '../../../domain/shared/address.ts';
import { contextFor } from '../../support/command-contexts.ts';
import { accepted, address, filledCart, refused, testEngine, type TestEngine } from '../../support/test-engine.ts';

const home: Address = { name: 'Ana', line1: 'Av. Larco 101', city: 'Lima', country: 'PE' };
const work: Address = { name: 'Ana', line1: 'Jr. Camaná 780', city: 'Lima', country: 'PE' };

const ana: Customer = {
  customerId: 'c1',
  name: 'Ana',
  email: '',
  phone: '',
  loyaltyTier: '',
  loyaltyPoints: 0,
  credit: null,
  addresses: [
    { addressId: 'home', address: home },
    { addressId: 'work', address: work },
  ],
};

const notFound = { kind: 'rule', code: 'address_not_found' };

describe('stored addresses', () => {
  const checkOut = (
    fixture: TestEngine,
    name: string,
    cartId: string,
    shipping: AddressChoice,
    billing: AddressChoice,
  ) =>
    fixture.engine.carts.checkOut(contextFor(name), {
      cartId,
      shippingAddress: shipping,
      billingAddress: billing,
      shippingMethod: 'standard',
      paymentMethod: 'cash',
    });

  /** The personal data that the order's first event keeps. */
  const personal = async (fixture: TestEngine, orderId: string): Promise<unknown> => {
    const [placed] = await fixture.store.read(`order-demo/${orderId}`);
    return (placed?.data as { readonly personal: unknown }).personal;
  };

  it('are written out in the order, for goods and bills alike', async () => {
    const fixture = testEngine({ customers: [ana] });
    const cartId = await filledCart(fixture);
    accepted(await checkOut(fixture, 'out', cartId, { addressId: 'home' }, { addressId: 'work' }));
    assert.deepEqual(await personal(fixture, cartId), { shippingAddress: home, billingAddress: work });
  });

  it('go along with one that is written out', async () => {
    const fixture = testEngine({ customers: [ana] });
    const cartId = await filledCart(fixture);
    accepted(await checkOut(fixture, 'out', cartId, address, { addressId: 'work' }));
    assert.deepEqual(await personal(fixture, cartId), { shippingAddress: address, billingAddress: work });
  });

  it('serve direct orders too', async () => {
    const fixture = testEngine({ customers: [ana] });
    const place = (name: string, customerId: string | null, shippingAddress: AddressChoice) =>
      fixture.engine.orders.place(contextFor(name), {
        orderType: 'phone',
        customerId,
        items: [{ variantId: 'v1', quantity: 2000 }],
        shippingMethod: 'standard',
        paymentMethod: 'cash',
        shippingAddress,
      });
    const { orderId } = accepted(await place('phone', 'c1', { addressId: 'work' }));
    assert.deepEqual(await personal(fixture, orderId), { shippingAddress: work });
    assert.deepEqual(refused(await place('other', 'c2', { addressId: 'work' })), notFound);
    assert.deepEqual(refused(await place('guest', null, { addressId: 'work' })), notFound);
  });

  it('are refused if the customer has none of that name, and the cart stays open', async () => {
    const fixture = testEngine({ customers: [ana] });
    const cartId = await filledCart(fixture);
    const answer = await checkOut(fixture, 'away', cartId, { addressId: 'home' }, { addressId: 'away' });
    assert.deepEqual(!answer.ok && answer.rejection, {
      ...notFound,
      message: 'the customer has no such address: choose another, or write it out',
      details: { address_id: 'away' },
    });
    assert.equal(fixture.orderNumbers.given, 0);
    accepted(await checkOut(fixture, 'home', cartId, { addressId: 'home' }, { addressId: 'home' }));
  });

  it("are only ever the cart's customer's own", async () => {
    const fixture = testEngine({ customers: [ana] });
    const cartId = await filledCart(fixture, 'cart', 'c2');
    assert.deepEqual(refused(await checkOut(fixture, 'foreign', cartId, { addressId: 'home' }, address)), notFound);
  });

  it('are nothing that a guest has', async () => {
    const fixture = testEngine({ customers: [ana] });
    const cartId = await filledCart(fixture, 'cart', null);
    const answer = await checkOut(fixture, 'guest', cartId, { addressId: 'home' }, address);
    assert.deepEqual(!answer.ok && answer.rejection, {
      ...notFound,
      message: 'a guest has no address book: write the address out',
    });
  });

  it('may be gone by the time that the order is asked for again', async () => {
    const fixture = testEngine({ customers: [ana] });
    const cartId = await filledCart(fixture);
    const first = accepted(await checkOut(fixture, 'first', cartId, { addressId: 'home' }, { addressId: 'home' }));
    const later = testEngine({ store: fixture.store, process: 1, orderNumbers: fixture.orderNumbers });
    const again = accepted(await checkOut(later, 'again', cartId, { addressId: 'home' }, { addressId: 'home' }));
    assert.deepEqual([again.orderId, again.orderNumber], [first.orderId, first.orderNumber]);
  });
});
