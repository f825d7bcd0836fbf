import { reject, type Refusal } from '../shared/decider.ts';
import { sum } from '../shared/money.ts';
import { formatQuantity, isQuantity, type Quantity } from '../shared/quantity.ts';
import type { ReturnItemsReceived } from './events.ts';
import type { OpenedReturn, ReturnLineState } from './state.ts';

/** What came in: a line may be in it several times, once for each condition. */
export type Parcel = ReturnItemsReceived['data']['lines'];

/** Everything that is still expected, in good condition. */
export const everythingExpected = (rma: OpenedReturn): Parcel =>
  rma.lines
    .filter((line) => line.received < line.quantity)
    .map((line) => ({ lineId: line.lineId, quantity: line.quantity - line.received, condition: 'sellable' }));

/** What a parcel puts back into stock: what can be sold again, if the stock is ours to keep. */
export const restockOf = (parcel: Parcel, rma: OpenedReturn): ReturnItemsReceived['data']['restock'] =>
  rma.stockManaged
    ? parcel.flatMap(({ lineId, quantity, condition }) =>
        rma.lines
          .filter((line) => condition === 'sellable' && line.lineId === lineId)
          .map(({ variantId }) => ({ lineId, variantId, quantity })),
      )
    : [];

/** The lines once a parcel was added to them. */
export const withParcel = (
  lines: readonly ReturnLineState[],
  { lines: parcel, restock }: Pick<ReturnItemsReceived['data'], 'lines' | 'restock'>,
): readonly ReturnLineState[] =>
  lines.map((line) => ({
    ...line,
    received: line.received + quantityOf(line.lineId, parcel),
    accepted: line.accepted + quantityOf(line.lineId, parcel.filter(isAccepted)),
    restocked: line.restocked + quantityOf(line.lineId, restock),
  }));

/** Why a parcel cannot belong to this return; undefined if it can. */
export const parcelObstacle = (parcel: Parcel, rma: OpenedReturn): Refusal | undefined => {
  if (parcel.length === 0) return reject('rule', 'nothing_to_receive', 'name the items that came in');
  return parcel.map((item) => itemObstacle(item, parcel, rma)).find((obstacle) => obstacle !== undefined);
};

const itemObstacle = (item: Parcel[number], parcel: Parcel, rma: OpenedReturn): Refusal | undefined => {
  const details = { line: item.lineId };
  const line = rma.lines.find(({ lineId }) => lineId === item.lineId);
  if (line === undefined) {
    return reject('rule', 'unknown_line', `the return has no line ${item.lineId}`, details);
  }
  if (!isQuantity(item.quantity)) {
    return reject('rule', 'invalid_quantity', 'a quantity is more than 0', details);
  }
  const expected = line.quantity - line.received;
  if (quantityOf(item.lineId, parcel) <= expected) return undefined;
  const message = `only ${formatQuantity(expected)} more of line ${item.lineId} are expected`;
  return reject('rule', 'quantity_exceeds_requested', message, details);
};

const isAccepted = ({ condition }: Parcel[number]): boolean => condition !== 'missing';

const quantityOf = (
  lineId: string,
  items: readonly { readonly lineId: string; readonly quantity: Quantity }[],
): Quantity => sum(items.filter((item) => item.lineId === lineId).map((item) => item.quantity));
