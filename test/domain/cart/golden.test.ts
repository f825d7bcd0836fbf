import type { CartCommand } from '../../../domain/cart/commands.ts';
import { cartEvents, type CartEvent } from '../../../domain/cart/events.ts';
import { describeGoldenEvents } from '../shared/golden.ts';
import { add, apply, checkOut, closedCarts, created, given, item, minute, mugs, welcome } from './carts.ts';

const at = minute(10);

const commands = (): readonly CartCommand[] => [
  add('mug', { quantity: 350 }),
  add('cup'),
  { type: 'ChangeItemQuantity', lineId: 'L1', quantity: 2000, at },
  { type: 'RemoveItem', lineId: 'L2', at },
  apply({ minimumSpend: 1000, expiresAt: '2026-12-01T00:00:00.000Z' }),
  { type: 'RemoveCoupon', code: welcome.code, at },
  { type: 'MergeCart', fromCartId: 'cart-2', lines: [{ lineId: 'L1', ...item('pot') }], at },
  { type: 'AssignCart', customerId: 'c1', at },
  { type: 'AbandonCart', idleHours: 24, at: '2026-11-24T15:10:00.000Z' },
  { type: 'RecoverCart', token: 'cart-1.secret', at: '2026-11-24T16:00:00.000Z' },
  apply({ code: 'TENTH' }),
  checkOut(),
];

/** What others tell of a mug in a cart. */
const news = (): readonly CartCommand[] => [
  { type: 'UpdateItemPrice', variantId: 'mug', unitPrice: 4500, currency: 'CLP', at },
  { type: 'MarkItemAvailability', variantId: 'mug', available: false, at },
];

const samples = (all: readonly CartCommand[]) =>
  all.reduce<readonly CartEvent[]>(
    (history, command) => [...history, ...given(history).when(command).events()],
    [created],
  );

describe('the storage format of carts', () => {
  describeGoldenEvents(new URL('golden/', import.meta.url), cartEvents, () => [
    ...samples(commands()),
    ...samples([add('mug'), ...news()]),
    ...samples([{ ...add('mug'), offered: [mugs] }]),
    ...closedCarts().merged,
    ...closedCarts().expired,
  ]);
});
