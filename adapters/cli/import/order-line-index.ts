import type { Quantity } from '../../../domain/shared/quantity.ts';
import { groupBy } from './group-by.ts';

/** An accepted order's line, as far as returns may still be matched to it. */
interface OpenLine {
  readonly lineId: string;
  left: Quantity;
}

/** The lines of one order that one customer, stock code and price name. */
interface OpenOrder {
  readonly orderId: string;
  readonly lines: readonly OpenLine[];
}

/** What a returned line was matched to: that quantity of that line is taken. */
export interface Match {
  readonly orderId: string;
  readonly lineId: string;
  /** Gives the quantity back, for a return that was refused after all. */
  release(): void;
}

/** Finds the order line that a return line of the file belongs to. Orders are added in the file's order. */
export class OrderLineIndex {
  readonly #orders = new Map<string, OpenOrder[]>();

  add(
    customerId: string,
    orderId: string,
    lines: readonly {
      readonly lineId: string;
      readonly stockCode: string;
      readonly unitPrice: number;
      readonly quantity: Quantity;
    }[],
  ): void {
    const byKey = groupBy(lines, (line) => keyOf(customerId, line.stockCode, line.unitPrice));
    for (const [key, same] of byKey) {
      const orders = this.#orders.get(key) ?? [];
      this.#orders.set(key, orders);
      orders.push({ orderId, lines: same.map(({ lineId, quantity }) => ({ lineId, left: quantity })) });
    }
  }

  /** The latest order with a line that has enough left, and in it the first such line; takes the quantity. */
  match(customerId: string, stockCode: string, unitPrice: number, quantity: Quantity): Match | undefined {
    const orders = this.#orders.get(keyOf(customerId, stockCode, unitPrice)) ?? [];
    for (const order of orders.toReversed()) {
      const line = order.lines.find(({ left }) => left >= quantity);
      if (line === undefined) continue;
      line.left -= quantity;
      return {
        orderId: order.orderId,
        lineId: line.lineId,
        release: () => {
          line.left += quantity;
        },
      };
    }
    return undefined;
  }
}

const keyOf = (customerId: string, stockCode: string, unitPrice: number): string =>
  `${customerId}\u0000${stockCode}\u0000${unitPrice}`;
