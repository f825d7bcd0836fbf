import type { CartCheckedOut } from '../../../domain/cart/events.ts';
import { orderDecider } from '../../../domain/order/decider.ts';
import type { OrderEvent, OrderPlaced } from '../../../domain/order/events.ts';
import { checkout } from '../../../domain/processes/carts.ts';
import { givenFor } from '../../support/given-when-then.ts';
import { closedCarts } from '../cart/carts.ts';

export const givenOrder = givenFor(orderDecider);

export const checkedOut = () =>
  closedCarts().checked_out.find((event): event is CartCheckedOut => event.type === 'CartCheckedOut')!;

/** What the order says once the checkout process has placed it. */
export const placing = (): readonly OrderEvent[] =>
  checkout
    .react(checkedOut())
    .flatMap((placed) => (placed.aggregate === 'order' ? givenOrder([]).when(placed.command).events() : []));

export const placed = () => placing().find((event): event is OrderPlaced => event.type === 'OrderPlaced')!;
