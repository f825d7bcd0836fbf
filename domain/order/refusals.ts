import { reject } from '../shared/decider.ts';

/** A part that a command names by its id, and the order does not have. */
export const unknownPart = (part: 'payment' | 'refund' | 'task' | 'shipment' | 'return', id: string) =>
  reject('not_found', `unknown_${part}`, `the order has no such ${part}`, { id });

/** `exchange` is a method only for a return that was asked for as one. */
export const noExchangeAgreed = () =>
  reject('rule', 'no_exchange_agreed', 'no goods were asked for instead: choose another refund method');
