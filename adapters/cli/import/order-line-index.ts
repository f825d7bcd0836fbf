import type { Minor } from '../../../domain/shared/money.ts';
import type { Quantity } from '../../../domain/shared/quantity.ts';

/** Holds a line of an accepted order, as a return of the file names it. */
export interface SoldLine {
  readonly lineId: string;
  readonly stockCode: string;
  readonly unitPrice: Minor;
  readonly quantity: Quantity;
}

interface OpenLine extends Omit<SoldLine, 'quantity'> {
  /** Counts what returns may still be matched to. */
  left: Quantity;
}

interface OpenOrder {
  readonly orderId: string;
  readonly lines: readonly OpenLine[];
}

/** Says what a returned line was matched to: that quantity of that line is taken. */
export interface Match {
  readonly orderId: string;
  readonly lineId: string;
  /** Gives the quantity back, for a return that was refused after all. */
  release(): void;
}

/** Finds the order line that a return line of the file belongs to. A customer's orders are added in the file's order. */
export class OrderLineIndex {
  readonly #orders = new Map<string, OpenOrder[]>();

  add(customerId: string, orderId: string, sold: readonly SoldLine[]): void {
    const lines = sold.map(({ lineId, stockCode, unitPrice, quantity: left }) => ({
      lineId,
      stockCode,
      unitPrice,
      left,
    }));
    const orders = this.#orders.get(customerId);
    if (orders === undefined) this.#orders.set(customerId, [{ orderId, lines }]);
    else orders.push({ orderId, lines });
  }

  /** Finds the latest order with a line that has enough left, and in it the first such line; takes the quantity. */
  match(customerId: string, stockCode: string, unitPrice: Minor, quantity: Quantity): Match | undefined {
    const orders = this.#orders.get(customerId) ?? [];
    for (const { orderId, lines } of orders.toReversed()) {
      const line = lines.find((open) => {
        return open.left >= quantity && open.unitPrice === unitPrice && open.stockCode === stockCode;
      });
      if (line === undefined) continue;
      line.left -= quantity;
      return {
        orderId,
        lineId: line.lineId,
        release: () => {
          line.left += quantity;
        },
      };
    }
    return undefined;
  }
}
