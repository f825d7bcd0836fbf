import { findLine } from '../../domain/pos-transaction/lines.ts';
import { reject } from '../../domain/shared/decider.ts';
import { refuseCardNumbers } from '../card-number.ts';
import { businessTime } from '../command-context.ts';
import { notFound } from '../refusals.ts';
import { currencyMismatch } from '../sellable.ts';
import type { UseCaseDependencies } from '../use-case-dependencies.ts';
import { refuseWithoutStock } from './check-stock.ts';
import { findProduct } from './find-product.ts';
import { priceOf } from './price-lines.ts';
import type { PosUseCases } from './use-cases.ts';

export const addItem =
  ({ handlers, catalog, pricing, inventory, policies }: UseCaseDependencies): PosUseCases['addItem'] =>
  (context, transactionId, { quantity, allowOversell, ...wanted }) =>
    handlers.pos.handle(transactionId, context, async (transaction) => {
      if (!transaction.exists) return notFound('pos');
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
      return { type: 'AddPosItem', line, at: businessTime(context) };
    });

export const changeItem =
  ({ handlers, pricing, inventory }: UseCaseDependencies): PosUseCases['changeItem'] =>
  (context, transactionId, lineId, { quantity, allowOversell }) =>
    handlers.pos.handle(transactionId, context, async (transaction) => {
      if (!transaction.exists) return notFound('pos');
      const line = findLine(transaction.lines, lineId);
      if (line === undefined) return unknownLine(lineId);
      const { organizationId } = context;
      const sold = { variantId: line.variantId, quantity, inPlaceOf: lineId };
      const isMore = quantity > line.quantity;
      const [short, price] = await Promise.all([
        isMore && !allowOversell ? refuseWithoutStock(inventory, organizationId, transaction, sold) : undefined,
        priceOf(pricing, organizationId, transaction, sold),
      ]);
      if (short !== undefined) return short;
      if (!price.ok) return price;
      return { type: 'RepricePosLines', lines: [{ lineId, quantity, ...price.value }], at: businessTime(context) };
    });

export const removeItem =
  ({ handlers }: UseCaseDependencies): PosUseCases['removeItem'] =>
  (context, transactionId, lineId) =>
    handlers.pos.handle(transactionId, context, { type: 'RemovePosLine', lineId, at: businessTime(context) });

export const overridePrice =
  ({ handlers }: UseCaseDependencies): PosUseCases['overridePrice'] =>
  (context, transactionId, lineId, { unitPrice, currency, reason }) =>
    handlers.pos.handle(transactionId, context, (transaction) => {
      if (!transaction.exists) return notFound('pos');
      if (currency !== undefined && currency !== transaction.currency) {
        return currencyMismatch(currency, transaction.currency);
      }
      const approvedBy = context.actor.subject;
      const override = { lineId, unitPrice, reason, approvedBy, at: businessTime(context) };
      return refuseCardNumbers(reason) ?? { type: 'OverridePosPrice', ...override };
    });

const tooManyLines = (maximum: number) =>
  reject('rule', 'max_items_exceeded', `a sale has at most ${maximum} lines: begin another`, { maximum });

const unknownLine = (line: string) =>
  reject('not_found', 'unknown_line', `the transaction has no line ${line}`, { line });
