import type { Address } from '../shared/address.ts';
import type { At, Instant } from '../shared/message.ts';
import type { Currency, Minor } from '../shared/money.ts';
import type { TaxMode, TenantPolicy } from '../shared/policy.ts';
import type { Coupon, Promotion } from '../shared/pricing/promotion.ts';
import type { Quantity } from '../shared/quantity.ts';
import type { TaxReceiver } from '../shared/tax-receiver.ts';
import type { CartLine } from './events.ts';

/** Comes from the shopper. */
export interface Change extends At {
  /** What applies by itself to this shopper's goods as of now; absent: the cart keeps what it was offered. */
  readonly offered?: readonly Promotion[];
}

export interface CreateCart extends At {
  readonly type: 'CreateCart';
  readonly cartId: string;
  readonly customerId: string | null;
  readonly currency: Currency;
  readonly taxMode: TaxMode;
  readonly recoveryToken: string;
  readonly expiresAt: Instant;
}

/** Adds the variant, or raises its line's quantity if the cart holds it at the same price. */
export interface AddItem extends Change {
  readonly type: 'AddItem';
  /** Without `lineId`: the decider gives the next (`L1`, `L2`, …). */
  readonly item: Omit<CartLine, 'lineId'>;
  readonly maximumLines: number;
}

export interface ChangeItemQuantity extends Change {
  readonly type: 'ChangeItemQuantity';
  readonly lineId: string;
  readonly quantity: Quantity;
}

export interface RemoveItem extends Change {
  readonly type: 'RemoveItem';
  readonly lineId: string;
}

export interface ApplyCoupon extends Change {
  readonly type: 'ApplyCoupon';
  readonly coupon: Coupon;
}

export interface RemoveCoupon extends Change {
  readonly type: 'RemoveCoupon';
  readonly code: string;
}

/** Closes a guest's cart in favour of another. Decided before {@link MergeCart}, whose `lines` it yields. */
export interface MergeAway extends At {
  readonly type: 'MergeAway';
  readonly intoCartId: string;
}

/** Takes the lines of a guest's cart that was merged away into a customer's. Equal variants at equal price add up. */
export interface MergeCart extends Change {
  readonly type: 'MergeCart';
  readonly fromCartId: string;
  readonly lines: readonly CartLine[];
}

export interface AssignCart extends Change {
  readonly type: 'AssignCart';
  readonly customerId: string;
}

/** Comes from the scheduler: only a cart with lines that was not touched for `idleHours` is abandoned. */
export interface AbandonCart extends At {
  readonly type: 'AbandonCart';
  readonly idleHours: number;
}

export interface RecoverCart extends At {
  readonly type: 'RecoverCart';
  readonly token: string;
}

export interface ExpireCart extends At {
  readonly type: 'ExpireCart';
}

/** Prices and freezes the cart; the order's rules are checked here, so that placing it afterwards cannot be refused. */
export interface CheckOut extends At {
  readonly type: 'CheckOut';
  readonly orderId: string;
  readonly orderNumber: string;
  readonly shippingMethod: string;
  readonly paymentMethod: string;
  readonly policy: TenantPolicy;
  readonly personal: {
    readonly name?: string;
    readonly email?: string;
    readonly shippingAddress: Address;
    readonly billingAddress: Address;
    readonly taxReceiver?: TaxReceiver;
  };
}

/** Comes from the Catalog: the variant costs this now. `at` is when that was decided there: an older update changes nothing. */
export interface UpdateItemPrice extends At {
  readonly type: 'UpdateItemPrice';
  readonly variantId: string;
  readonly unitPrice: Minor;
  readonly currency: Currency;
}

/** Comes from the Inventory: there is some of the variant, or none. `at` is when it was seen: an older update changes nothing. */
export interface MarkItemAvailability extends At {
  readonly type: 'MarkItemAvailability';
  readonly variantId: string;
  readonly available: boolean;
}

export type CartCommand =
  | CreateCart
  | AddItem
  | ChangeItemQuantity
  | RemoveItem
  | ApplyCoupon
  | RemoveCoupon
  | MergeAway
  | MergeCart
  | AssignCart
  | AbandonCart
  | RecoverCart
  | ExpireCart
  | CheckOut
  | UpdateItemPrice
  | MarkItemAvailability;
