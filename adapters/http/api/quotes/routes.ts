import type { z } from 'zod';
import type { Offer } from '../../../../application/quotes/offer-quote.ts';
import { answerWith, respond } from '../../server/answer.ts';
import { change, create, nothing, read } from '../../server/define-route.ts';
import type { RouteDependencies } from '../../server/dependencies.ts';
import { pageRequest, showPage } from '../../server/paging.ts';
import { existing, fresh, scopeOf } from '../../server/reading.ts';
import type { Route } from '../../server/route.ts';
import { addressesOf, customerOf, receiverOf } from '../shared/buyer.ts';
import { freshness } from '../shared/fields.ts';
import { historyRoute } from '../shared/history.ts';
import { minorUnitsOrNothing } from '../shared/money.ts';
import * as schema from './schema.ts';
import { showQuoteSummary, showQuoteTo } from './show.ts';

const tag = 'quotes';
const path = '/api/v1/quotes';
const ofOne = { tag, method: 'post', params: schema.quoteParams, response: schema.quote } as const;
const reading = { tag, method: 'get', permission: 'quotes:read' } as const;

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
  ...(body.currency !== undefined && { currency: body.currency }),
  shippingMethod: body.shipping_method,
  ...(body.valid_until !== undefined && { validUntil: body.valid_until }),
  ...(body.notes !== undefined && { notes: body.notes }),
  ...(body.internal_notes !== undefined && { internalNotes: body.internal_notes }),
});

export const quoteRoutes = (deps: RouteDependencies): readonly Route[] => {
  const { readSide, history } = deps;
  const { quotes } = deps.engine;
  return [
    create({
      ...ofOne,
      path,
      summary: 'Offers goods to a customer: at once, or once somebody has approved of the prices or the amount',
      permission: 'quotes:write',
      params: nothing,
      body: schema.newQuote,
      handle: async ({ body }, { identity, context }) => {
        const outcome = await quotes.draft(context, {
          orderType: body.type ?? 'b2b',
          customerId: customerOf(identity, body.customer_id ?? null),
          paymentMethod: body.payment_method,
          ...readOffer(body),
          ...body.customer,
          ...receiverOf(body),
          ...addressesOf(body),
        });
        return answerWith(outcome, showQuoteTo(context));
      },
    }),
    read({
      ...reading,
      path,
      summary: 'Lists quotes, the newest first; customers see what is offered to them',
      params: nothing,
      query: schema.quotesQuery,
      response: schema.quotes,
      handle: async ({ query }, viewer) => {
        const { status, customer_id: customerId, q, ...paging } = query;
        const filters = {
          ...(status !== undefined && { status }),
          ...(customerId !== undefined && { customerId }),
          ...(q !== undefined && { q }),
          ...scopeOf(viewer),
        };
        const found = await readSide.listSalesQuotes(viewer.organizationId, filters, pageRequest(paging));
        return respond(showPage(found, (document) => showQuoteSummary(document, document.version)));
      },
    }),
    read({
      ...reading,
      path: `${path}/{quote_id}`,
      summary: 'Shows a quote; customers see one that is offered to them',
      params: schema.quoteParams,
      query: freshness,
      response: schema.quote,
      handle: async ({ params, query }, viewer) => {
        await fresh(readSide, viewer, 'quote', params.quote_id, query.min_version);
        const document = await readSide.getSalesQuote(viewer.organizationId, params.quote_id, scopeOf(viewer));
        const found = existing('quote', document);
        return respond(showQuoteTo(viewer)(found, found.version), found.version);
      },
    }),
    historyRoute({ readSide, history }, 'quote', {
      ...reading,
      path: `${path}/{quote_id}/history`,
      summary: 'Everything that happened to a quote, from the first event on',
      params: schema.quoteParams,
      idOf: ({ quote_id }) => quote_id,
    }),
    change({
      ...ofOne,
      path: `${path}/{quote_id}/revise`,
      summary: 'Replaces the terms: they are approved of and offered as new ones are',
      permission: 'quotes:write',
      body: schema.quoteRevision,
      handle: ({ params, body }, { context }) =>
        answerWith(quotes.revise(context, params.quote_id, readOffer(body)), showQuoteTo(context)),
    }),
    change({
      ...ofOne,
      path: `${path}/{quote_id}/approve`,
      summary: 'Approves of the terms, and offers them',
      permission: 'quotes:approve',
      body: schema.quoteApproval,
      handle: ({ params, body }, { context }) =>
        answerWith(quotes.approve(context, params.quote_id, body), showQuoteTo(context)),
    }),
    change({
      ...ofOne,
      path: `${path}/{quote_id}/decline`,
      summary: 'Does not approve of the terms: they can be revised',
      permission: 'quotes:approve',
      body: schema.quoteReason,
      handle: ({ params, body }, { context }) =>
        answerWith(quotes.decline(context, params.quote_id, body), showQuoteTo(context)),
    }),
    change({
      ...ofOne,
      path: `${path}/{quote_id}/accept`,
      summary: 'Accepts the offer and places its order: once, however often it is asked',
      permission: 'quotes:accept',
      body: schema.quoteAcceptance,
      handle: async ({ params, body }, { context }) => {
        const { revision, purchase_order_number: purchaseOrderNumber } = body;
        const outcome = await quotes.accept(context, params.quote_id, {
          ...(revision !== undefined && { revision }),
          ...(purchaseOrderNumber !== undefined && { purchaseOrderNumber }),
        });
        return answerWith(outcome, showQuoteTo(context));
      },
    }),
    change({
      ...ofOne,
      path: `${path}/{quote_id}/reject`,
      summary: 'The customer does not want it: it can be revised',
      permission: 'quotes:accept',
      body: schema.quoteReason,
      handle: ({ params, body }, { context }) =>
        answerWith(quotes.reject(context, params.quote_id, body), showQuoteTo(context)),
    }),
    change({
      ...ofOne,
      path: `${path}/{quote_id}/withdraw`,
      summary: 'Takes the offer back, for good',
      permission: 'quotes:write',
      body: schema.quoteReason,
      handle: ({ params, body }, { context }) =>
        answerWith(quotes.withdraw(context, params.quote_id, body), showQuoteTo(context)),
    }),
  ];
};
