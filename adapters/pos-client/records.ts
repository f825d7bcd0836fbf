import type { PosTenderMethod } from '../../domain/pos/events.ts';
import type { Currency } from '../../domain/shared/money.ts';

// What goes over the line, as `POST /pos/sync` has it. Amounts have the currency's decimals, quantities up to three.

interface Named<Kind extends string> {
  readonly kind: Kind;
  readonly id: string;
  readonly at: string;
  readonly cashier_id: string;
}

export type OpeningRecord = Named<'shift_opened'> & {
  readonly local_id: string | null;
  readonly currency: Currency;
  readonly float: number;
};

export type SaleRecord = Named<'sale'> & {
  readonly shift_id: string;
  readonly local_id: string | null;
  readonly customer_id: string | null;
  readonly currency: Currency;
  readonly prices: 'inclusive' | 'exclusive';
  readonly items: readonly {
    readonly variant_id: string;
    readonly sku: string;
    readonly product_name: string;
    readonly barcode: string | null;
    readonly quantity: number;
    readonly unit_price: number;
    readonly list_price?: number;
    readonly promotions: readonly { readonly promotion_id: string; readonly name: string; readonly amount: number }[];
    readonly tax_class: string;
    readonly tax_rate: number;
  }[];
  readonly totals: SaleTotals;
  readonly payments: readonly {
    readonly payment_id: string;
    readonly payment_method: PosTenderMethod;
    readonly amount: number;
    readonly tendered: number;
    readonly reference?: string;
  }[];
  readonly cash_rounding: number;
};

export interface SaleTotals {
  readonly subtotal: number;
  readonly discount: number;
  readonly tax: number;
  readonly total: number;
}

export type VoidRecord = Named<'void'> & {
  readonly shift_id: string;
  readonly local_id: string | null;
  readonly reason: string;
  readonly approved_by: string | null;
};

export type MovementRecord = Named<'cash_movement'> & {
  readonly shift_id: string;
  readonly direction: 'in' | 'out';
  readonly amount: number;
  readonly currency: Currency;
  readonly reason: string;
};

export type ClosingRecord = Named<'shift_closed'> & {
  readonly counted_cash: number;
  readonly currency: Currency;
  readonly counted: {
    readonly sales: readonly string[];
    readonly voids: readonly string[];
    readonly movements: readonly string[];
  };
};

export type TillRecord = OpeningRecord | SaleRecord | VoidRecord | MovementRecord | ClosingRecord;

/** Where the engine would have done otherwise; its other members say what about. */
export interface TillConflict {
  readonly conflict_id: string;
  readonly kind: string;
  readonly [member: string]: string | number;
}

/** Why the engine cannot keep a record. */
export interface Fault {
  readonly code: string;
  readonly message: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** What the engine answers for a record. */
export interface RecordResult {
  readonly kind: string | null;
  readonly id: string | null;
  readonly status: 'recorded' | 'known' | 'postponed' | 'rejected';
  readonly conflicts: readonly TillConflict[];
  readonly error?: Fault;
}
