import { may } from '../../../../application/access/permissions.ts';
import { given } from '../../../../application/input/given.ts';
import { answerWith } from '../../server/answer.ts';
import { changeBy, create, createBy, nothing } from '../../server/define-route.ts';
import type { RouteDependencies } from '../../server/dependencies.ts';
import type { Route } from '../../server/route.ts';
import { receiverOf } from '../shared/buyer.ts';
import { minorUnits, minorUnitsOrNothing } from '../shared/money.ts';
import { posTransactionReads } from './reads.ts';
import * as schema from './schema.ts';
import { showPosTransaction } from './show.ts';

const tag = 'pos';
const path = '/api/v1/pos/transactions';
const one = `${path}/{transaction_id}`;
const answering = { tag, permission: 'pos:sell', params: schema.posParams } as const;
const selling = { ...answering, response: schema.posTransaction, show: showPosTransaction } as const;
const ofItem = { ...selling, params: schema.posItemParams } as const;

/** Puts the hottest first: Express tries routes in order. */
export const posTransactionRoutes = (deps: RouteDependencies): readonly Route[] => {
  const { pos } = deps.engine;
  return [
    createBy({
      ...selling,
      method: 'post',
      path: `${one}/items`,
      summary: 'Adds what was scanned, or found by GET /products, at today’s price',
      body: schema.newPosItem,
      decide: ({ params, body }, { context }) => {
        const { quantity, allow_oversell: allowOversell } = body;
        const product = 'barcode' in body ? { barcode: body.barcode } : { variantId: body.variant_id };
        return pos.addItem(context, params.transaction_id, { ...product, quantity, allowOversell });
      },
    }),
    create({
      ...answering,
      method: 'post',
      path: `${one}/payments`,
      summary: 'Takes a payment, or part of one: of cash, what is too much is change',
      body: schema.newPosPayment,
      response: schema.takenPosPayment,
      handle: async ({ params, body }, { context }) => {
        const paid = await pos.pay(context, params.transaction_id, {
          ...given({ paymentId: body.payment_id }),
          method: body.payment_method,
          amount: minorUnits(body.amount, body.currency),
          currency: body.currency,
          reference: body.reference ?? null,
        });
        if (!paid.ok) return paid;
        const { paymentId } = paid;
        return answerWith(paid, (transaction, version) => ({
          ...showPosTransaction(transaction, version),
          payment_id: paymentId,
        }));
      },
    }),
    changeBy({
      ...selling,
      method: 'post',
      path: `${one}/complete`,
      summary: 'Ends the sale once it is paid: its stock, points and receipt follow',
      body: schema.posCompletion,
      decide: ({ params, body }, { context }) => pos.complete(context, params.transaction_id, receiverOf(body)),
    }),
    createBy({
      ...selling,
      method: 'post',
      path,
      summary: 'Begins a sale at a till',
      params: nothing,
      body: schema.newPosTransaction,
      decide: ({ body }, { context }) =>
        pos.open(context, {
          ...given({ transactionId: body.transaction_id }),
          shiftId: body.shift_id,
          customerId: body.customer_id ?? null,
        }),
    }),
    ...posTransactionReads(deps),
    changeBy({
      ...ofItem,
      method: 'patch',
      path: `${one}/items/{item_id}`,
      summary: 'Changes how much of a line, and prices it again',
      body: schema.changedPosItem,
      decide: ({ params, body }, { context }) => {
        const input = { quantity: body.quantity, allowOversell: body.allow_oversell };
        return pos.changeItem(context, params.transaction_id, params.item_id, input);
      },
    }),
    changeBy({
      ...ofItem,
      method: 'delete',
      path: `${one}/items/{item_id}`,
      summary: 'Takes a line out of the sale',
      body: nothing,
      decide: ({ params }, { context }) => pos.removeItem(context, params.transaction_id, params.item_id),
    }),
    changeBy({
      ...ofItem,
      method: 'post',
      permission: 'pos:override_price',
      path: `${one}/items/{item_id}/price`,
      summary: 'Sells a line at a price that was agreed with the shopper',
      body: schema.priceOverride,
      decide: ({ params, body }, { context }) => {
        const { reason, currency } = body;
        const input = { unitPrice: minorUnitsOrNothing(body.unit_price, currency), currency, reason };
        return pos.overridePrice(context, params.transaction_id, params.item_id, input);
      },
    }),
    changeBy({
      ...selling,
      method: 'post',
      path: `${one}/customer`,
      summary: 'Says who buys: every line gets their price, unless it is being paid',
      body: schema.posCustomer,
      decide: ({ params, body }, { context }) =>
        pos.identifyCustomer(context, params.transaction_id, { customerId: body.customer_id }),
    }),
    changeBy({
      ...selling,
      method: 'post',
      path: `${one}/suspend`,
      summary: 'Puts the sale aside for another shopper',
      body: schema.posSuspension,
      decide: ({ params, body }, { context }) =>
        pos.suspend(context, params.transaction_id, { note: body.note ?? null }),
    }),
    changeBy({
      ...selling,
      method: 'post',
      path: `${one}/resume`,
      summary: 'Goes on with the sale, at any till of its store',
      body: schema.posResumption,
      decide: ({ params, body }, { context }) => pos.resume(context, params.transaction_id, { shiftId: body.shift_id }),
    }),
    changeBy({
      ...selling,
      method: 'delete',
      path: `${one}/payments/{payment_id}`,
      summary: 'Gives a payment back before the sale is complete',
      params: schema.posPaymentParams,
      body: nothing,
      decide: ({ params }, { context }) => pos.returnPayment(context, params.transaction_id, params.payment_id),
    }),
    create({
      ...answering,
      method: 'post',
      path: `${one}/returns`,
      summary: 'Takes some of a complete sale’s goods back and pays for them, by whoever may approve that',
      body: schema.newPosReturn,
      response: schema.returnedPosItems,
      handle: async ({ params, body }, { identity, context }) => {
        const outcome = await pos.returnItems(context, params.transaction_id, {
          ...given({ returnId: body.return_id, shiftId: body.shift_id }),
          lines: body.items.map(({ item_id: lineId, ...item }) => ({ lineId, ...item })),
          reason: body.reason,
          approvedBy: may(identity.role, 'pos:void') ? identity.subject : null,
          refund: { method: body.refund_method, reference: body.reference ?? null },
        });
        return answerWith(outcome, (transaction, version) => {
          const returnId = body.return_id ?? transaction.returns.at(-1)?.returnId;
          if (returnId === undefined) throw new TypeError('a return was accepted that the transaction does not have');
          return { ...showPosTransaction(transaction, version), return_id: returnId };
        });
      },
    }),
    changeBy({
      ...selling,
      method: 'post',
      path: `${one}/void`,
      summary: 'Gives the sale up; a complete one is taken back whole, by whoever may approve that',
      body: schema.posVoid,
      decide: ({ params, body }, { identity, context }) => {
        const approvedBy = may(identity.role, 'pos:void') ? identity.subject : null;
        const { reason, shift_id: shiftId } = body;
        return pos.void(context, params.transaction_id, { reason, approvedBy, ...given({ shiftId }) });
      },
    }),
  ];
};
