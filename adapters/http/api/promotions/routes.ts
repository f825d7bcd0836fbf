import type { z } from 'zod';
import { given } from '../../../../application/input/given.ts';
import type { PromotionTerms } from '../../../../domain/promotion/events.ts';
import type { Currency, Minor } from '../../../../domain/shared/money.ts';
import { changeBy, createBy, nothing } from '../../server/define-route.ts';
import type { RouteDependencies } from '../../server/dependencies.ts';
import type { Route } from '../../server/route.ts';
import { historyRoute } from '../shared/history.ts';
import { minorUnits } from '../shared/money.ts';
import { listRoute, showRoute } from '../shared/reads.ts';
import * as schema from './schema.ts';
import { showPromotion } from './show.ts';

const tag = 'promotions';
const path = '/api/v1/promotions';
const one = `${path}/{promotion_id}`;
const params = schema.promotionParams;
const response = schema.promotion;
const writing = { tag, method: 'post', permission: 'promotions:write', response, show: showPromotion } as const;
const reading = { tag, permission: 'promotions:read' } as const;
const readingOne = { ...reading, params, idOf: ({ promotion_id: id }: z.output<typeof params>) => id } as const;

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

/** Relies on the schema, which asks for a currency beside every amount. */
const amountIn = (amount: number, currency: Currency | null): Minor => {
  if (currency === null) throw new TypeError('an amount came without its currency');
  return minorUnits(amount, currency);
};

export const promotionRoutes = (deps: RouteDependencies): readonly Route[] => {
  const { readSide } = deps;
  const { promotions } = deps.engine;
  return [
    createBy({
      ...writing,
      path,
      summary: 'Defines a promotion: with a code it is a coupon, without one it applies by itself',
      params: nothing,
      body: schema.newPromotion,
      decide: ({ body: { code, ...terms } }, { context }) =>
        promotions.define(context, { ...readTerms(terms), code: code?.toUpperCase() ?? null }),
    }),
    listRoute({
      ...reading,
      path,
      summary: 'Lists promotions, the newest first',
      query: schema.promotionsQuery,
      response: schema.promotions,
      list: ({ status, code }, { organizationId }, page) =>
        readSide.listPromotions(organizationId, given({ status, code: code?.toUpperCase() }), page),
      show: (found) => showPromotion(found, found.version),
    }),
    showRoute(deps, 'promotion', {
      ...readingOne,
      path: one,
      summary: 'Shows a promotion',
      response,
      get: (organizationId, id) => readSide.getPromotion(organizationId, id),
      show: showPromotion,
    }),
    historyRoute(deps, 'promotion', {
      ...readingOne,
      path: `${one}/history`,
      summary: 'Everything that happened to a promotion, from the first event on',
    }),
    changeBy({
      ...writing,
      path: `${one}/revise`,
      summary: 'Gives a promotion other terms: what was priced by the old ones stays',
      params,
      body: schema.promotionTerms,
      decide: ({ params, body }, { context }) => promotions.change(context, params.promotion_id, readTerms(body)),
    }),
    changeBy({
      ...writing,
      path: `${one}/end`,
      summary: 'Ends a promotion for good: nobody gets it any more',
      params,
      body: schema.promotionEnd,
      decide: ({ params, body }, { context }) => promotions.end(context, params.promotion_id, body),
    }),
  ];
};
