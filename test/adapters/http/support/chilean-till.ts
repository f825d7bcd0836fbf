import { z } from 'zod';
import { createHistory } from '../../../../application/history/history.ts';
import { catalogOf, product } from '../../../support/port-doubles.ts';
import { usPolicy } from '../../../support/policies.ts';
import { testEngine } from '../../../support/test-engine.ts';
import { HttpTest } from '../../../support/http.ts';
import { InMemoryEventStore } from '../../../support/in-memory-event-store.ts';
import { inMemoryReadSide } from './in-memory-read-side.ts';

export const shifts = '/pos/shifts';

/** Things of 11900 and 8000 pesos, 19% of tax in them. */
const catalog = catalogOf(
  product('v1', { currency: 'CLP', unitPrice: 11_900 }),
  product('v2', { currency: 'CLP', unitPrice: 8000 }),
);

const policy = { ...usPolicy, currency: 'CLP', tax: { mode: 'inclusive', rates: { standard: 190_000 } } } as const;

/** A shop in Chile over HTTP, whose tills have a line. */
export const chileanTill = async () => {
  const store = new InMemoryEventStore();
  const fixture = testEngine({ store, catalog, policy });
  const http = await new HttpTest(() => ({
    engine: fixture.engine,
    history: createHistory(store),
    readSide: inMemoryReadSide(store),
  })).listen();
  return { ...fixture, store, http };
};

export type ChileanTill = Awaited<ReturnType<typeof chileanTill>>;

export const opening = { till_id: 'till-1', local_id: 'store-1', cashier_id: 'ana', currency: 'CLP', float: 50_000 };

export const openedShift = async (http: HttpTest, shiftId = 'shift-1', body: object = {}): Promise<string> => {
  await http.ok('POST', shifts, { ...opening, shift_id: shiftId, ...body });
  return shiftId;
};

const transaction = z.looseObject({ transaction_id: z.string(), totals: z.looseObject({ total: z.number() }) });

/** Sells some of a thing, paid whole in one way; the transaction's id. */
export const sold = async (
  http: HttpTest,
  variantId: string,
  quantity: number,
  method: 'cash' | 'card_local' = 'cash',
  shiftId = 'shift-1',
): Promise<string> => {
  const { transaction_id: id } = transaction.parse(await http.ok('POST', '/pos/transactions', { shift_id: shiftId }));
  const one = `/pos/transactions/${id}`;
  const { totals } = transaction.parse(await http.ok('POST', `${one}/items`, { variant_id: variantId, quantity }));
  await http.ok('POST', `${one}/payments`, { payment_method: method, amount: totals.total, currency: 'CLP' });
  await http.ok('POST', `${one}/complete`, {});
  return id;
};
