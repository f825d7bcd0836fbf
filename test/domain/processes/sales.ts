import type { PosCommand, ReturnPosItems } from '../../../domain/pos/commands.ts';
import type {
  PosEvent,
  PosItemsReturned,
  PosTransactionCompleted,
  PosTransactionVoided,
} from '../../../domain/pos/events.ts';
import {
  add,
  after,
  cancel,
  complete,
  identify,
  lineOf,
  open,
  otherTill,
  pay,
  promotion,
  takeBack,
} from '../pos/transactions.ts';

/** Two mugs, the second for half, and cheese: 4995 by card and 14995 in cash, which is 14990. */
const selling: readonly PosCommand[] = [
  open,
  add(lineOf('L1', 9990, 2000, [promotion('second-half', 4995)])),
  add(lineOf('L2', 14_300, 350)),
  identify('c-1'),
  pay(4995, 'card_local'),
  pay(20_000, 'cash', 'pos-1.P2'),
];

export const sale = (): PosTransactionCompleted => {
  const event = after(...selling, complete).at(-1);
  if (event?.type !== 'PosTransactionCompleted') throw new TypeError('it is not complete');
  return event;
};

/** At another till, in another shift. */
export const voidOfSale = (): PosTransactionVoided =>
  voidAfter(...selling, complete, { ...cancel('manager-1'), till: otherTill });

export const givenUp = (): PosTransactionVoided => voidAfter(...selling, cancel());

const voidAfter = (...commands: readonly PosCommand[]): PosTransactionVoided => {
  const event = after(...commands).at(-1);
  if (event?.type !== 'PosTransactionVoided') throw new TypeError('it is not voided');
  return event;
};

/** One of the mugs, at another till: worth 7493, paid back as `method` says. */
export const returnOfSale = (method: ReturnPosItems['refund']['method'] = 'cash', restock = true): PosItemsReturned => {
  const returning = takeBack({ L1: 1000 }, method);
  const lines = returning.lines.map((line) => ({ ...line, restock }));
  const event = after(...selling, complete, { ...returning, lines, till: otherTill }).at(-1);
  if (event?.type !== 'PosItemsReturned') throw new TypeError('nothing came back');
  return event;
};

/** Everything that happened to that sale until it was taken back. */
export const soldAndVoided = (): readonly PosEvent[] =>
  after(...selling, complete, { ...cancel('manager-1'), till: otherTill });
