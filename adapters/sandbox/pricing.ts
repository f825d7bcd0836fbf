import { z } from 'zod';
import { extend, formatMinor, mulDivRound, type Currency, type Minor } from '../../domain/shared/money.ts';
import { parseQuantity, type Quantity } from '../../domain/shared/quantity.ts';
import { pricingService, pricingServiceName } from '../../proto/services.ts';
import { sandboxCurrency, sandboxMinor } from './amounts.ts';
import { sandboxProducts } from './products.ts';
import { serve, type SandboxService } from './serve.ts';

/** A quantity of a variant, and what it costs before any discount. */
interface Sale {
  readonly variantId: string;
  readonly quantity: Quantity;
  readonly price: Minor;
  readonly currency: Currency;
}

interface Promotion {
  readonly promotion_id: string;
  readonly name: string;
  readonly discount_type: 'percentage' | 'fixed';
  /** What it takes off a quantity of a variant; 0 if it does not fit. */
  readonly discount: (sale: Sale) => Minor;
}

const tenUnits: Quantity = 10_000;
const cakestand = 'var_22423';
const offCakestand = '1.00';

/** What runs in every organisation and store, always. */
const promotions: readonly Promotion[] = [
  {
    promotion_id: 'bulk-10',
    name: '10% off from 10 units',
    discount_type: 'percentage',
    discount: ({ quantity, price }) => (quantity >= tenUnits ? mulDivRound(price, 10, 100) : 0),
  },
  {
    promotion_id: 'cakestand-1',
    name: '1.00 off each Regency cakestand',
    discount_type: 'fixed',
    discount: ({ variantId, quantity, currency }) =>
      variantId === cakestand ? extend(sandboxMinor(offCakestand, currency), quantity) : 0,
  },
];

const organization = { organization_id: z.string().min(1), local_id: z.string() };

const calculatePrice = z.object({
  ...organization,
  variant_id: z.string().min(1),
  customer_id: z.string(),
  quantity: z.string().transform((text, context) => {
    const quantity = parseQuantity(text);
    if (quantity === undefined || quantity <= 0) context.addIssue('must be a decimal above 0 with at most 3 places');
    return quantity ?? z.NEVER;
  }),
});

const activePromotions = z.object(organization);

const prices = new Map(
  sandboxProducts.filter((product) => product.active).map((product) => [product.variant_id, product.unit_price]),
);

const moneyIn = (currency: Currency) => (minor: Minor) => ({ amount: formatMinor(minor, currency), currency });

const toMessage = ({ promotion_id, name, discount_type }: Promotion) => ({ promotion_id, name, discount_type });

/** The promotions add up: none looks at what another took off. */
const calculationOf = (variantId: string, quantity: Quantity, unitPrice: Minor, currency: Currency): object => {
  const money = moneyIn(currency);
  const price = extend(unitPrice, quantity);
  const discounts = promotions
    .map((promotion) => ({ promotion, discount: promotion.discount({ variantId, quantity, price, currency }) }))
    .filter(({ discount }) => discount > 0);
  const discount = discounts.reduce((sum, each) => sum + each.discount, 0);
  return {
    unit_price: money(unitPrice),
    discount_amount: money(discount),
    final_price: money(price - discount),
    promotions_applied: discounts.map((each) => ({ ...toMessage(each.promotion), amount: money(each.discount) })),
  };
};

/**
 * The engine's own Pricing service (proto/pricing.proto): the sandbox catalog's prices, less 10% from 10 units of a product
 * on and 1.00 off each Regency cakestand. The same for every organisation, store and customer.
 */
export const startSandboxPricing = (currency: Currency = sandboxCurrency): Promise<SandboxService> =>
  serve(pricingServiceName, pricingService, {
    CalculatePrice: (request) => {
      const { variant_id, quantity } = calculatePrice.parse(request);
      const price = prices.get(variant_id);
      if (price === undefined) return {};
      return { calculation: calculationOf(variant_id, quantity, sandboxMinor(price, currency), currency) };
    },
    GetActivePromotions: (request) => {
      activePromotions.parse(request);
      return { promotions: promotions.map(toMessage) };
    },
  });
