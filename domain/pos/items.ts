import { accept, reject, type Decision, type Refusal } from '../shared/decider.ts';
import { extend, isAmount, sum } from '../shared/money.ts';
import { isQuantity } from '../shared/quantity.ts';
import type { AddPosItem, OverridePosPrice, RemovePosLine, RepricePosLines } from './commands.ts';
import type { PosEvent, PosLine, PosLineRepriced } from './events.ts';
import { findLine, isPaidInto, type PosTransaction } from './state.ts';

export const addItem = ({ line, at }: AddPosItem, transaction: PosTransaction): Decision<PosEvent> => {
  const refusal = paymentRefusal(transaction) ?? priceRefusal(line);
  if (refusal !== undefined) return refusal;
  const { transactionId, lastLine } = transaction;
  const lineId = `L${lastLine + 1}`;
  return accept({ type: 'PosItemAdded', data: { transactionId, line: { ...line, lineId }, at } });
};

/** Prices all of the lines or none; those that cost what they cost are left as they are. */
export const repriceLines = ({ lines, at }: RepricePosLines, transaction: PosTransaction): Decision<PosEvent> => {
  const { transactionId } = transaction;
  const refusal = paymentRefusal(transaction) ?? duplicateRefusal(lines);
  if (refusal !== undefined) return refusal;
  const events: PosEvent[] = [];
  for (const priced of lines) {
    const line = findLine(transaction.lines, priced.lineId);
    if (line === undefined) return unknownLine(priced.lineId);
    const inconsistent = priceRefusal(priced);
    if (inconsistent !== undefined) return inconsistent;
    const prices = pricesOf(line, priced);
    if (changes(line, prices)) events.push({ type: 'PosLineRepriced', data: { transactionId, ...prices, at } });
  }
  return accept(...events);
};

export const removeLine = ({ lineId, at }: RemovePosLine, transaction: PosTransaction): Decision<PosEvent> => {
  const refusal = paymentRefusal(transaction);
  if (refusal !== undefined) return refusal;
  const { transactionId, lines } = transaction;
  if (findLine(lines, lineId) === undefined) return unknownLine(lineId);
  return accept({ type: 'PosLineRemoved', data: { transactionId, lineId, at } });
};

export const overridePrice = (command: OverridePosPrice, transaction: PosTransaction): Decision<PosEvent> => {
  const refusal = paymentRefusal(transaction);
  if (refusal !== undefined) return refusal;
  const { lineId, unitPrice, reason, approvedBy, at } = command;
  const line = findLine(transaction.lines, lineId);
  if (line === undefined) return unknownLine(lineId);
  if (!isAmount(unitPrice)) return reject('rule', 'invalid_price', 'give a price of zero or more', { line: lineId });
  if (line.priceSource === 'override' && line.unitPrice === unitPrice) return accept();
  const { transactionId } = transaction;
  return accept({ type: 'PosPriceOverridden', data: { transactionId, lineId, unitPrice, reason, approvedBy, at } });
};

type Prices = Omit<PosLineRepriced['data'], 'transactionId' | 'at'>;

/** Keeps a price that a person gave, whatever promotions there are: then only the quantity is new, and what is listed. */
const pricesOf = (line: PosLine, priced: RepricePosLines['lines'][number]): Prices => {
  const { lineId, quantity, unitPrice: listPrice, discount, promotions } = priced;
  return line.priceSource === 'override'
    ? { lineId, quantity, unitPrice: line.unitPrice, listPrice, discount: 0, promotions: [] }
    : { lineId, quantity, unitPrice: listPrice, listPrice, discount, promotions };
};

const changes = (line: PosLine, prices: Prices): boolean =>
  line.quantity !== prices.quantity ||
  line.unitPrice !== prices.unitPrice ||
  line.listPrice !== prices.listPrice ||
  line.discount !== prices.discount ||
  JSON.stringify(line.promotions) !== JSON.stringify(prices.promotions);

/** Keeps the goods that were paid for: the money goes back before they change. */
const paymentRefusal = (transaction: PosTransaction): Refusal | undefined =>
  isPaidInto(transaction)
    ? reject('rule', 'payments_taken', 'return the payments first: they were taken for the goods as they are')
    : undefined;

/** Refuses what does not add up: `inconsistent_price` is a bug or a forgery, never the cashier's mistake. */
const priceRefusal = ({
  quantity,
  unitPrice,
  discount,
  promotions,
}: Pick<PosLine, 'quantity' | 'unitPrice' | 'discount' | 'promotions'>): Refusal | undefined => {
  if (!isQuantity(quantity)) return reject('rule', 'invalid_quantity', 'give a quantity above zero');
  const given = promotions.map(({ amount }) => amount);
  const addsUp =
    isAmount(unitPrice) && given.every(isAmount) && discount === sum(given) && discount <= extend(unitPrice, quantity);
  if (addsUp) return undefined;
  return reject('rule', 'inconsistent_price', 'price the line again: its amounts do not add up');
};

const duplicateRefusal = (lines: RepricePosLines['lines']): Refusal | undefined => {
  const ids = lines.map(({ lineId }) => lineId);
  const line = ids.find((id, index) => ids.indexOf(id) < index);
  return line === undefined ? undefined : reject('rule', 'duplicate_line', 'name each line once', { line });
};

export const unknownLine = (line: string) =>
  reject('not_found', 'unknown_line', `the transaction has no line ${line}`, { line });
