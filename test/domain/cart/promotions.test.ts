import assert from 'node:assert/strict';
import type { CartCommand } from '../../../domain/cart/commands.ts';
import { cartQuote } from '../../../domain/cart/check-out.ts';
import type { CartEvent } from '../../../domain/cart/events.ts';
import type { Promotion } from '../../../domain/shared/pricing/promotion.ts';
import { promotion } from '../../support/promotions.ts';
import { abandoned, add, added, apply, checkOut, created, given, minute, mugs, recovered } from './carts.ts';

const tenth = promotion('tenth', { kind: 'percentage', rate: 100_000 });
const cart = [created, added('L1', 'mug')];

const offered = (...promotions: readonly Promotion[]): CartEvent => ({
  type: 'CartPromotionsOffered',
  data: { cartId: 'cart-1', promotions, offeredAt: minute(10) },
});

const typesOf = (history: readonly CartEvent[], command: CartCommand) =>
  given(history)
    .when(command)
    .events()
    .map(({ type }) => type);

describe('cart: promotions that apply by themselves', () => {
  it('are offered by whatever the shopper changes, once', () => {
    const changes: readonly CartCommand[] = [
      add('cup'),
      { type: 'ChangeItemQuantity', lineId: 'L1', quantity: 3000, at: minute(10) },
      apply(),
      { type: 'MergeCart', fromCartId: 'cart-9', lines: [], at: minute(10) },
      { type: 'AssignCart', customerId: 'c1', at: minute(10) },
    ];
    for (const command of changes) {
      const events = given(cart)
        .when({ ...command, offered: [mugs, tenth] } as CartCommand)
        .events();
      assert.deepEqual(events.at(-1), offered(mugs, tenth));
      assert.equal(events.length, 2);
      const again = typesOf([...cart, offered(mugs, tenth)], { ...command, offered: [mugs, tenth] } as CartCommand);
      assert.deepEqual(again, [events[0]?.type]);
    }
  });

  it('are those only that are about goods in the cart, after the change', () => {
    given([created])
      .when({ ...add('cup'), offered: [mugs, tenth] })
      .then([added('L1', 'cup'), offered(tenth)].map((event) => withTime(event)));
    const both = [...cart, added('L2', 'cup'), offered(mugs, tenth)];
    given(both)
      .when({ type: 'RemoveItem', lineId: 'L1', at: minute(10), offered: [mugs, tenth] })
      .then([
        { type: 'CartItemRemoved', data: { cartId: 'cart-1', lineId: 'L1', removedAt: minute(10) } },
        offered(tenth),
      ]);
    given([...cart, offered(mugs)])
      .when({ type: 'RemoveItem', lineId: 'L1', at: minute(10) })
      .then([{ type: 'CartItemRemoved', data: { cartId: 'cart-1', lineId: 'L1', removedAt: minute(10) } }, offered()]);
  });

  it('are instead of those before, and stay where nobody says', () => {
    const remove = { type: 'ChangeItemQuantity', lineId: 'L1', quantity: 2000, at: minute(10) } as const;
    const history = [...cart, offered(tenth)];
    assert.deepEqual(typesOf(history, remove), ['CartItemQuantityChanged']);
    assert.deepEqual(typesOf(history, { ...remove, offered: [] }), [
      'CartItemQuantityChanged',
      'CartPromotionsOffered',
    ]);
    assert.deepEqual(typesOf(history, { ...remove, offered: [{ ...tenth, minimumSpend: 1 }] }), [
      'CartItemQuantityChanged',
      'CartPromotionsOffered',
    ]);
  });

  it('are not news to what changes nothing, or is refused', () => {
    given(cart)
      .when({ type: 'ChangeItemQuantity', lineId: 'L1', quantity: 1000, at: minute(10), offered: [tenth] })
      .then([]);
    given(cart)
      .when({ type: 'RemoveItem', lineId: 'L9', at: minute(10), offered: [tenth] })
      .then({ kind: 'not_found', code: 'cart_item_not_found' });
  });

  it('come after the word that the shopper is back', () => {
    const types = typesOf([...cart, abandoned], { ...add('cup'), offered: [tenth] });
    assert.deepEqual(types, [recovered.type, 'CartItemAdded', 'CartPromotionsOffered']);
  });

  it('give in the order what they gave in the cart, and nothing once they are over', () => {
    const history = [...cart, offered(tenth)];
    const state = given(history).when(add('cup')).state();
    assert.ok(state.exists);
    assert.equal(cartQuote({ ...state, lines: state.lines.slice(0, 1) }, minute(10)).totals.discount, 500);
    const discounts = (expiresAt: string) => {
      const [event] = given([...cart, offered({ ...tenth, expiresAt })])
        .when(checkOut())
        .events();
      assert.ok(event?.type === 'CartCheckedOut');
      return event.data.quote.discounts;
    };
    assert.deepEqual(discounts(minute(11)), [
      { code: 'tenth', kind: 'percentage', amount: 500, promotionId: 'tenth', name: 'tenth' },
    ]);
    assert.deepEqual(discounts(minute(10)), []);
  });
});

/** The same line, added by the command. */
const withTime = (event: CartEvent): CartEvent =>
  event.type === 'CartItemAdded' ? { ...event, data: { ...event.data, addedAt: minute(10) } } : event;
