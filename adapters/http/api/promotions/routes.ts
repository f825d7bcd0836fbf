import type { z } from 'zod';
import type { PromotionTerms } from '../../../../domain/promotion/events.ts';
import type { Currency, Minor } from '../../../../domain/shared/money.ts';
import { answerWith, respond } from '../../server/answer.ts';
import { change, create, nothing, read } from '../../server/define-route.ts';
import type { RouteDependencies } from '../../server/dependencies.ts';
import { pageRequest, showPage } from '../../server/paging.ts';
import { existing, fresh } from '../../server/reading.ts';
import type { Route } from '../../server/route.ts';
import { freshness } from '../shared/fields.ts';
import { historyRoute } from '../shared/history.ts';
import { minorUnits } from '../shared/money.ts';
import * as schema from './schema.ts';
import { showPromotion } from './show.ts';

const tag = 'promotions';
const path = '/api/v1/promotions';
const one = `${path}/{promotion_id}`;
const writing = { tag, permission: 'promotions:write', response: schema.promotion } as const;
const reading = { tag, method: 'get', permission: 'promotions:read' } as const;

type Terms = z.output<typeof schema.promotionTerms>;

/** @throws Problem `invalid_amount` */
const readTerms = (body: Terms): Omit<PromotionTerms, 'code'> => {
  const { currency = null, goods, customers, usage, stacking = { kind: 'combinable', priority: 0 } } = body;
  return {
    name: body.name,
    benefit: readBenefit(body.benefit, currency),
    goods:
      goods === undefined
        ? null
        : {
            variantIds: goods.variant_ids ?? [],
            skus: goods.skus ?? [],
            taxClasses: goods.tax_classes ?? [],
          },
    currency,
    minimumSpend: body.minimum_spend === undefined ? 0 : amountIn(body.minimum_spend, currency),
    startsAt: body.starts_at ?? null,
    expiresAt: body.expires_at ?? null,
    channels: body.channels ?? null,
    customers:
      customers === undefined
        ? null
        : { customerIds: customers.customer_ids ?? [], loyaltyTiers: customers.loyalty_tiers ?? [] },
    stacking,
    usage:
      usage === undefined ? null : { limit: usage.limit ?? null, limitPerCustomer: usage.limit_per_customer ?? null },
  };
};

const readBenefit = (benefit: Terms['benefit'], currency: Currency | null): PromotionTerms['benefit'] => {
  switch (benefit.kind) {
    case 'percentage':
      return { kind: benefit.kind, rate: rateOf(benefit.percent) };
    case 'fixed':
      return { kind: benefit.kind, amount: amountIn(benefit.amount, currency) };
    case 'buy_x_get_y':
      return { kind: benefit.kind, buy: benefit.buy, get: benefit.get, rate: rateOf(benefit.percent) };
  }
};

/** Parts per million. */
const rateOf = (percent: number): number => Math.round(percent * 10_000);

/** The schema asks for a currency beside every amount. */
const amountIn = (amount: number, currency: Currency | null): Minor => {
  if (currency === null) throw new TypeError('an amount came without its currency');
  return minorUnits(amount, currency);
};

export const promotionRoutes = ({ engine, readSide, history }: RouteDependencies): readonly Route[] => {
  const { promotions } = engine;
  return [
    create({
      ...writing,
      method: 'post',
      path,
      summary: 'Defines a promotion: with a code it is a coupon, without one it applies by itself',
      params: nothing,
      body: schema.newPromotion,
      handle: async ({ body: { code, ...terms } }, { context }) => {
        const defined = { ...readTerms(terms), code: code?.toUpperCase() ?? null };
        return answerWith(promotions.define(context, defined), showPromotion);
      },
    }),
    read({
      ...reading,
      path,
      summary: 'Lists promotions, the newest first',
      params: nothing,
      query: schema.promotionsQuery,
      response: schema.promotions,
      handle: async ({ query }, { organizationId }) => {
        const { status, code, ...paging } = query;
        const filters = {
          ...(status !== undefined && { status }),
          ...(code !== undefined && { code: code.toUpperCase() }),
        };
        const found = await readSide.listPromotions(organizationId, filters, pageRequest(paging));
        return respond(showPage(found, (document) => showPromotion(document, document.version)));
      },
    }),
    read({
      ...reading,
      path: one,
      summary: 'Shows a promotion',
      params: schema.promotionParams,
      query: freshness,
      response: schema.promotion,
      handle: async ({ params, query }, viewer) => {
        const { promotion_id: id } = params;
        await fresh(readSide, viewer, 'promotion', id, query.min_version);
        const found = existing('promotion', await readSide.getPromotion(viewer.organizationId, id));
        return respond(showPromotion(found, found.version), found.version);
      },
    }),
    historyRoute({ readSide, history }, 'promotion', {
      ...reading,
      path: `${one}/history`,
      summary: 'Everything that happened to a promotion, from the first event on',
      params: schema.promotionParams,
      idOf: ({ promotion_id }) => promotion_id,
    }),
    change({
      ...writing,
      method: 'post',
      path: `${one}/revise`,
      summary: 'Gives a promotion other terms: what was priced by the old ones stays',
      params: schema.promotionParams,
      body: schema.promotionTerms,
      handle: ({ params, body }, { context }) =>
        answerWith(promotions.change(context, params.promotion_id, readTerms(body)), showPromotion),
    }),
    change({
      ...writing,
      method: 'post',
      path: `${one}/end`,
      summary: 'Ends a promotion for good: nobody gets it any more',
      params: schema.promotionParams,
      body: schema.promotionEnd,
      handle: ({ params, body }, { context }) =>
        answerWith(promotions.end(context, params.promotion_id, body), showPromotion),
    }),
  ];
};
