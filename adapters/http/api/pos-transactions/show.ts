import type { z } from 'zod';
import { balanceOf, quoteOfLines } from '../../../../domain/pos/balance.ts';
import type { PosReturn, PosTender, TillContext } from '../../../../domain/pos/events.ts';
import type { PosTransaction, Sale } from '../../../../domain/pos/state.ts';
import { posActions } from '../../../../domain/pos/transitions.ts';
import { type Minor, sum } from '../../../../domain/shared/money.ts';
import { quantityToWire } from '../../../../domain/shared/quantity.ts';
import { showConflict } from '../pos-sync/show.ts';
import { moneyIn, showGoodsTotals } from '../shared/money.ts';
import type { posTransaction } from './schema.ts';

/** Holds what the write side's state and the read side's document have in common. */
type Facts = Omit<PosTransaction, 'exists' | 'announcedVoid' | 'lastLine' | 'sale'> & {
  readonly sale: Omit<Sale, 'digest'> | null;
};

type Shown = z.input<typeof posTransaction>;

export const showPosTransaction = (facts: Facts, version: number): Shown => {
  const { currency, sale, voided } = facts;
  const money = moneyIn(currency);
  const { totals } = sale?.quote ?? quoteOfLines(facts);
  const { paid, due, dueInCash } = balanceOf(facts);
  const isOpen = facts.status === 'open' || facts.status === 'suspended';
  return {
    transaction_id: facts.transactionId,
    status: facts.status,
    version,
    allowed_actions: [...posActions(facts)],
    ...showTill(facts),
    customer_id: facts.customerId,
    currency,
    items: showItems(facts),
    promotions: showPromotions(facts),
    totals: showGoodsTotals(totals, currency),
    payments: showPayments(facts),
    paid: money(paid),
    due: { exact: money(isOpen ? due : 0), cash: money(isOpen ? dueInCash : 0) },
    change: money(sum(facts.tenders.map(({ change }) => change))),
    cash_rounding: money(sale?.cashRounding ?? 0),
    origin: sale?.origin ?? 'online',
    note: facts.note,
    opened_at: facts.openedAt,
    completed_at: sale?.completedAt ?? null,
    void: voided && {
      ...showTill(voided),
      reason: voided.reason,
      voided_by: voided.voidedBy,
      approved_by: voided.approvedBy,
      at: voided.at,
    },
    returns: facts.returns.map((each) => showReturn(each, money)),
    conflicts: facts.conflicts.map(({ conflictId, conflict }) => showConflict(conflictId, conflict, currency)),
    stock_short: facts.shortage.map(({ variantId, sold, available }) => ({
      variant_id: variantId,
      sold: quantityToWire(sold),
      available: quantityToWire(available),
    })),
  };
};

const showItems = (facts: Facts): Shown['items'] => {
  const money = moneyIn(facts.currency);
  const priced = new Map((facts.sale?.quote ?? quoteOfLines(facts)).lines.map((line) => [line.lineId, line]));
  return facts.lines.map((line) => ({
    item_id: line.lineId,
    variant_id: line.variantId,
    sku: line.sku,
    product_name: line.productName,
    barcode: line.barcode,
    quantity: quantityToWire(line.quantity),
    unit_price: money(line.unitPrice),
    list_price: money(line.listPrice),
    price_source: line.priceSource,
    discount: money(line.discount),
    promotions: line.promotions.map(({ promotionId, name, amount }) => ({
      promotion_id: promotionId,
      name,
      amount: money(amount),
    })),
    tax: money(priced.get(line.lineId)?.tax ?? 0),
    subtotal: money(priced.get(line.lineId)?.subtotal ?? 0),
  }));
};

const showPromotions = ({ lines, currency }: Facts): Shown['promotions'] => {
  const given = new Map<string, { name: string; amount: number }>();
  for (const { promotionId, name, amount } of lines.flatMap(({ promotions }) => promotions)) {
    given.set(promotionId, { name, amount: (given.get(promotionId)?.amount ?? 0) + amount });
  }
  const money = moneyIn(currency);
  return Array.from(given, ([id, { name, amount }]) => ({ promotion_id: id, name, amount: money(amount) }));
};

/** Those that are held, then those that were given back. */
const showPayments = ({ tenders, returnedPayments, settledPayments, currency }: Facts): Shown['payments'] => {
  const money = moneyIn(currency);
  const show = (tender: PosTender, status: Shown['payments'][number]['status'], reason: string | null) => ({
    payment_id: tender.paymentId,
    payment_method: tender.method,
    status,
    reason,
    amount: money(tender.amount),
    tendered: money(tender.tendered),
    change: money(tender.change),
    points: tender.settlement?.kind === 'loyalty' ? tender.settlement.points : null,
    reference: tender.reference,
  });
  const isPromise = ({ paymentId, settlement }: PosTender): boolean =>
    settlement !== undefined && !settledPayments.includes(paymentId);
  return [
    ...tenders.map((tender) => show(tender, isPromise(tender) ? 'unsettled' : 'taken', null)),
    ...returnedPayments.map((tender) => show(tender, 'returned', tender.reason)),
  ];
};

/** Goods that came back to a till, and what was paid for them. */
const showReturn = (returned: PosReturn, money: (minor: Minor) => number): Shown['returns'][number] => {
  const { returnId, reason, returnedBy, approvedBy, lines, total, tax, refund, cashRounding, at } = returned;
  return {
    return_id: returnId,
    ...showTill(returned),
    reason,
    returned_by: returnedBy,
    approved_by: approvedBy,
    items: lines.map((line) => ({
      item_id: line.lineId,
      quantity: quantityToWire(line.quantity),
      amount: money(line.total),
      restock: line.restock,
    })),
    amount: money(total),
    tax: money(tax),
    refund: {
      payment_method: refund.method,
      amount: money(refund.amount),
      reference: refund.reference,
      credit_account_id: refund.credit?.creditAccountId ?? null,
    },
    cash_rounding: money(cashRounding),
    at,
  };
};

/** Shows a till, its store, and who stands at it. */
const showTill = ({ tillId, shiftId, localId, cashierId }: TillContext) => ({
  till_id: tillId,
  shift_id: shiftId,
  local_id: localId,
  cashier_id: cashierId,
});
