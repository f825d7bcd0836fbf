import assert from 'node:assert/strict';
import { HttpTest } from '../../../../support/http.ts';
import { assertHas } from '../../support/assert-has.ts';
import { address, checkoutOf, filledCart } from '../../support/journeys.ts';
import { ironmonger } from '../../support/shop.ts';

const [depot, office] = ironmonger.addresses;

describe('stored addresses over HTTP', () => {
  let http: HttpTest;
  before(async () => {
    http = await new HttpTest().listen();
  });
  after(() => http.close());

  const checkout = { ...checkoutOf('none'), shipping_address: undefined };

  const placed = async (addresses: object): Promise<unknown> => {
    const cart_id = await filledCart(http, { customer_id: 'c7' });
    const order = await http.ok('POST', '/orders/from-cart', { ...checkout, cart_id, ...addresses });
    const { order_id } = order as { readonly order_id: string };
    return http.ok('GET', `/orders/${order_id}?min_version=1`);
  };

  it('take the goods, and the bill too if nothing else is said', async () => {
    assertHas(await placed({ shipping_address_id: 'depot' }), {
      shipping_address: depot?.address,
      billing_address: depot?.address,
    });
    assertHas(await placed({ shipping_address_id: 'depot', billing_address_id: 'office' }), {
      shipping_address: depot?.address,
      billing_address: office?.address,
    });
    assertHas(await placed({ shipping_address: address, billing_address_id: 'office' }), {
      shipping_address: address,
      billing_address: office?.address,
    });
  });

  it('serve orders without a cart', async () => {
    const order = {
      type: 'b2b',
      customer_id: 'c7',
      items: [{ variant_id: '2', quantity: 10 }],
      shipping_method: 'standard',
      payment_method: 'credit_terms',
      shipping_address_id: 'depot',
    };
    const { order_id } = (await http.ok('POST', '/orders', order)) as { readonly order_id: string };
    assertHas(await http.ok('GET', `/orders/${order_id}?min_version=1`), { shipping_address: depot?.address });
    const foreign = { body: { ...order, customer_id: 'c8' } };
    assert.equal(await http.refused('POST', '/api/v1/orders', foreign), '422 address_not_found');
  });

  it('are refused where there are none', async () => {
    const refused = async (customer: object, addresses: object): Promise<string> => {
      const cart_id = await filledCart(http, customer);
      return http.refused('POST', '/api/v1/orders/from-cart', { body: { ...checkout, cart_id, ...addresses } });
    };
    const away = { shipping_address: address, billing_address_id: 'away' };
    assert.equal(await refused({ customer_id: 'c7' }, away), '422 address_not_found');
    assert.equal(await refused({}, { shipping_address_id: 'depot' }), '422 address_not_found');
  });
});
