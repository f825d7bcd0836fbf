import { findLine, type PosState } from '../../domain/pos/state.ts';
import { reject } from '../../domain/shared/decider.ts';
import type { Currency, Minor } from '../../domain/shared/money.ts';
import type { Quantity } from '../../domain/shared/quantity.ts';
import { businessTime, type CommandContext } from '../commands/context.ts';
import { notFound, type Outcome } from '../commands/outcome.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';
import { refuseCardNumbers } from '../input/texts.ts';
import { currencyMismatch } from '../products/sellable.ts';
import { changeGoods } from './change-goods.ts';
import { priceOf } from './price-lines.ts';
import { findProduct, refuseWithoutStock, type PosProduct } from './products.ts';

interface Wanted {
  readonly quantity: Quantity;
  /** Sells it though the Inventory says that there is less: the goods are in the shopper's hand. */
  readonly allowOversell: boolean;
}

/**
 * Adds a line at the price of the Pricing service, which gives it its promotions; the organisation's own (domain/promotion) follow
 * from all lines, at every change of one. Refused as `product_not_found`,
 * `variant_not_found`, `price_not_found`, `currency_mismatch`, `unknown_tax_class`, `max_items_exceeded` or
 * `insufficient_stock`. An Inventory that does not answer stops no till.
 */
export const addItem =
  (dependencies: UseCaseDependencies) =>
  (
    context: CommandContext,
    transactionId: string,
    { quantity, allowOversell, ...wanted }: PosProduct & Wanted,
  ): Promise<Outcome<PosState>> =>
    dependencies.handlers.pos.handle(transactionId, context, async (transaction) => {
      if (!transaction.exists) return notFound('pos');
      const { catalog, pricing, inventory, policies } = dependencies;
      const { organizationId } = context;
      const policy = policies.policy(organizationId, transaction.currency);
      if (transaction.lines.length >= policy.limits.maximumLines) return tooManyLines(policy.limits.maximumLines);
      const product = await findProduct(catalog, organizationId, wanted, policy);
      if (!product.ok) return product;
      const sold = { variantId: product.value.variantId, quantity };
      const [short, price] = await Promise.all([
        allowOversell ? undefined : refuseWithoutStock(inventory, organizationId, transaction, sold),
        priceOf(pricing, organizationId, transaction, sold),
      ]);
      if (short !== undefined) return short;
      if (!price.ok) return price;
      const { unitPrice: listPrice } = price.value;
      const line = { ...product.value, quantity, listPrice, ...price.value, priceSource: 'pricing' } as const;
      const command = { type: 'AddPosItem', line, at: businessTime(context) } as const;
      return changeGoods(dependencies, context, transaction, { command });
    });

/** Prices the line again; refused as adding is. */
export const changeItem =
  (dependencies: UseCaseDependencies) =>
  (
    context: CommandContext,
    transactionId: string,
    lineId: string,
    { quantity, allowOversell }: Wanted,
  ): Promise<Outcome<PosState>> =>
    dependencies.handlers.pos.handle(transactionId, context, async (transaction) => {
      if (!transaction.exists) return notFound('pos');
      const line = findLine(transaction.lines, lineId);
      if (line === undefined) return unknownLine(lineId);
      const { pricing, inventory } = dependencies;
      const { organizationId } = context;
      const sold = { variantId: line.variantId, quantity, inPlaceOf: lineId };
      const isMore = quantity > line.quantity;
      const [short, price] = await Promise.all([
        isMore && !allowOversell ? refuseWithoutStock(inventory, organizationId, transaction, sold) : undefined,
        priceOf(pricing, organizationId, transaction, sold),
      ]);
      if (short !== undefined) return short;
      if (!price.ok) return price;
      return changeGoods(dependencies, context, transaction, { prices: [{ lineId, quantity, ...price.value }] });
    });

export const removeItem =
  (dependencies: UseCaseDependencies) =>
  (context: CommandContext, transactionId: string, lineId: string): Promise<Outcome<PosState>> =>
    dependencies.handlers.pos.handle(transactionId, context, (transaction) => {
      if (!transaction.exists) return notFound('pos');
      const command = { type: 'RemovePosLine', lineId, at: businessTime(context) } as const;
      return changeGoods(dependencies, context, transaction, { command });
    });

/** `context.actor` approves it. Refused as `currency_mismatch` in another currency than the sale's. */
export const overridePrice =
  (dependencies: UseCaseDependencies) =>
  (
    context: CommandContext,
    transactionId: string,
    lineId: string,
    {
      unitPrice,
      currency,
      reason,
    }: { readonly unitPrice: Minor; readonly currency?: Currency; readonly reason: string },
  ): Promise<Outcome<PosState>> =>
    dependencies.handlers.pos.handle(transactionId, context, (transaction) => {
      if (!transaction.exists) return notFound('pos');
      if (currency !== undefined && currency !== transaction.currency) {
        return currencyMismatch(currency, transaction.currency);
      }
      const approvedBy = context.actor.subject;
      const override = { lineId, unitPrice, reason, approvedBy, at: businessTime(context) };
      const command = { type: 'OverridePosPrice', ...override } as const;
      return refuseCardNumbers(reason) ?? changeGoods(dependencies, context, transaction, { command });
    });

const tooManyLines = (maximum: number) =>
  reject('rule', 'max_items_exceeded', `a sale has at most ${maximum} lines: begin another`, { maximum });

const unknownLine = (line: string) =>
  reject('not_found', 'unknown_line', `the transaction has no line ${line}`, { line });
