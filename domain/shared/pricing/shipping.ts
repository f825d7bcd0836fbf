import { reject, type Result } from '../decider.ts';
import type { Minor } from '../money.ts';
import type { RatePpm, TaxMode, TenantPolicy } from '../policy.ts';
import type { ShippingCharge } from './price-quote.ts';
import { taxOn, taxRateOf } from './tax.ts';

/** A shipping method of the tenant with everything that its price depends on. */
export interface ShippingOffer {
  readonly method: string;
  readonly cost: Minor;
  /** Goods after discount from which on it costs nothing; null: never. */
  readonly freeFrom: Minor | null;
  readonly taxRate: RatePpm;
}

/** Looks a method up. Refused as `unknown_shipping_method`, or `unknown_tax_class` if shipping's own class has no rate. */
export const shippingOffer = ({ shipping, tax }: TenantPolicy, method: string): Result<ShippingOffer> => {
  const cost = Object.hasOwn(shipping.methods, method) ? shipping.methods[method] : undefined;
  if (cost === undefined) {
    const methods = Object.keys(shipping.methods);
    return reject('rule', 'unknown_shipping_method', `choose one of: ${methods.join(', ')}`, { methods });
  }
  const taxRate = taxRateOf(tax, shipping.taxClass);
  if (!taxRate.ok) return taxRate;
  const freeFrom = method === shipping.freeMethod ? shipping.freeFrom : null;
  return { ok: true, value: { method, cost, freeFrom, taxRate: taxRate.value } };
};

/** What an offer costs for `goods` (after discount), with its tax. */
export const shippingCharge = (offer: ShippingOffer, goods: Minor, mode: TaxMode): ShippingCharge => {
  const free = offer.freeFrom !== null && goods >= offer.freeFrom;
  const cost = free ? 0 : offer.cost;
  const { method, taxRate } = offer;
  const tax = taxOn(cost, taxRate, mode);
  return { method, taxRate, cost, tax, total: mode === 'inclusive' ? cost : cost + tax };
};
