import type { z } from 'zod';
import { given } from '../../../../application/input/given.ts';
import type { Offer } from '../../../../application/quotes/offer-quote.ts';
import { changeBy, createBy, nothing } from '../../server/define-route.ts';
import type { RouteDependencies } from '../../server/dependencies.ts';
import { scopeOf } from '../../server/reading.ts';
import type { Caller, Route } from '../../server/route.ts';
import { addressesOf, customerOf, receiverOf } from '../shared/buyer.ts';
import { historyRoute } from '../shared/history.ts';
import { minorUnitsOrNothing } from '../shared/money.ts';
import { listRoute, showRoute } from '../shared/reads.ts';
import * as schema from './schema.ts';
import { showQuote, showQuoteSummary, type QuoteFacts } from './show.ts';

const tag = 'quotes';
const path = '/api/v1/quotes';
const one = `${path}/{quote_id}`;
const params = schema.quoteParams;
const response = schema.quote;
const show = (facts: QuoteFacts, version: number, { context }: Caller) => showQuote(facts, version, context);
const ofOne = { tag, method: 'post', params, response, show } as const;
const reading = { tag, permission: 'quotes:read' } as const;
const readingOne = { ...reading, params, idOf: ({ quote_id: id }: z.output<typeof params>) => id } as const;

/** @throws Problem `invalid_amount` */
const readOffer = (body: z.output<typeof schema.quoteRevision>): Offer => ({
  items: body.items.map(({ variant_id: variantId, quantity, unit_price: price, price_reason: reason }) => ({
    variantId,
    quantity,
    ...(price !== undefined &&
      reason !== undefined &&
      body.currency !== undefined && {
        negotiated: { unitPrice: minorUnitsOrNothing(price, body.currency), reason },
      }),
  })),
  ...given({ currency: body.currency }),
  shippingMethod: body.shipping_method,
  ...given({ validUntil: body.valid_until, notes: body.notes, internalNotes: body.internal_notes }),
});

export const quoteRoutes = (deps: RouteDependencies): readonly Route[] => {
  const { readSide } = deps;
  const { quotes } = deps.engine;
  return [
    createBy({
      ...ofOne,
      path,
      summary: 'Offers goods to a customer: at once, or once somebody has approved of the prices or the amount',
      permission: 'quotes:write',
      params: nothing,
      body: schema.newQuote,
      decide: ({ body }, { identity, context }) =>
        quotes.draft(context, {
          orderType: body.type ?? 'b2b',
          customerId: customerOf(identity, body.customer_id ?? null),
          paymentMethod: body.payment_method,
          ...readOffer(body),
          ...body.customer,
          ...receiverOf(body),
          ...addressesOf(body),
        }),
    }),
    listRoute({
      ...reading,
      path,
      summary: 'Lists quotes, the newest first; customers see what is offered to them',
      query: schema.quotesQuery,
      response: schema.quotes,
      list: ({ customer_id, ...rest }, viewer, page) => {
        const filters = { ...rest, ...given({ customerId: customer_id }), ...scopeOf(viewer) };
        return readSide.listSalesQuotes(viewer.organizationId, filters, page);
      },
      show: (found) => showQuoteSummary(found, found.version),
    }),
    showRoute(deps, 'quote', {
      ...readingOne,
      path: one,
      summary: 'Shows a quote; customers see one that is offered to them',
      response,
      get: (...of) => readSide.getSalesQuote(...of),
      show: showQuote,
    }),
    historyRoute(deps, 'quote', {
      ...readingOne,
      path: `${one}/history`,
      summary: 'Everything that happened to a quote, from the first event on',
    }),
    changeBy({
      ...ofOne,
      path: `${one}/revise`,
      summary: 'Replaces the terms: they are approved of and offered as new ones are',
      permission: 'quotes:write',
      body: schema.quoteRevision,
      decide: ({ params, body }, { context }) => quotes.revise(context, params.quote_id, readOffer(body)),
    }),
    changeBy({
      ...ofOne,
      path: `${one}/approve`,
      summary: 'Approves of the terms, and offers them',
      permission: 'quotes:approve',
      body: schema.quoteApproval,
      decide: ({ params, body }, { context }) => quotes.approve(context, params.quote_id, body),
    }),
    changeBy({
      ...ofOne,
      path: `${one}/decline`,
      summary: 'Does not approve of the terms: they can be revised',
      permission: 'quotes:approve',
      body: schema.quoteReason,
      decide: ({ params, body }, { context }) => quotes.decline(context, params.quote_id, body),
    }),
    changeBy({
      ...ofOne,
      path: `${one}/accept`,
      summary: 'Accepts the offer and places its order: once, however often it is asked',
      permission: 'quotes:accept',
      body: schema.quoteAcceptance,
      decide: ({ params, body: { revision, purchase_order_number: purchaseOrderNumber } }, { context }) =>
        quotes.accept(context, params.quote_id, given({ revision, purchaseOrderNumber })),
    }),
    changeBy({
      ...ofOne,
      path: `${one}/reject`,
      summary: 'The customer does not want it: it can be revised',
      permission: 'quotes:accept',
      body: schema.quoteReason,
      decide: ({ params, body }, { context }) => quotes.reject(context, params.quote_id, body),
    }),
    changeBy({
      ...ofOne,
      path: `${one}/withdraw`,
      summary: 'Takes the offer back, for good',
      permission: 'quotes:write',
      body: schema.quoteReason,
      decide: ({ params, body }, { context }) => quotes.withdraw(context, params.quote_id, body),
    }),
  ];
};
