import { findLine } from '../../domain/pos/state.ts';
import { reject } from '../../domain/shared/decider.ts';
import { refuseCardNumbers } from '../input/card-number.ts';
import { businessTime } from '../commands/context.ts';
import { notFound } from '../commands/refusals.ts';
import { currencyMismatch } from '../products/sellable.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';
import { changeGoods } from './change-goods.ts';
import { refuseWithoutStock } from './check-stock.ts';
import { findProduct } from './find-product.ts';
import { priceOf } from './price-lines.ts';
import type { PosUseCases } from './use-cases.ts';

export const addItem =
  (dependencies: UseCaseDependencies): PosUseCases['addItem'] =>
  (context, transactionId, { quantity, allowOversell, ...wanted }) =>
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

export const changeItem =
  (dependencies: UseCaseDependencies): PosUseCases['changeItem'] =>
  (context, transactionId, lineId, { quantity, allowOversell }) =>
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
  (dependencies: UseCaseDependencies): PosUseCases['removeItem'] =>
  (context, transactionId, lineId) =>
    dependencies.handlers.pos.handle(transactionId, context, (transaction) => {
      if (!transaction.exists) return notFound('pos');
      const command = { type: 'RemovePosLine', lineId, at: businessTime(context) } as const;
      return changeGoods(dependencies, context, transaction, { command });
    });

export const overridePrice =
  (dependencies: UseCaseDependencies): PosUseCases['overridePrice'] =>
  (context, transactionId, lineId, { unitPrice, currency, reason }) =>
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
