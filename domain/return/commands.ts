import type { ExchangeOffer, ReturnRefundMethod } from '../order/events.ts';
import type { At } from '../shared/message.ts';
import type { Currency, Minor } from '../shared/money.ts';
import type { Quantity } from '../shared/quantity.ts';
import type { ItemCondition, ReturnLine } from './events.ts';

/** Comes from the returns process, once the order holds the quantities: the order guards how much may come back. */
export interface OpenReturn extends At {
  readonly type: 'OpenReturn';
  readonly returnId: string;
  readonly orderId: string;
  readonly rmaNumber: string;
  readonly orderNumber: string;
  readonly customerId: string | null;
  readonly currency: Currency;
  readonly reason: string;
  readonly refundMethod: ReturnRefundMethod;
  readonly exchange?: ExchangeOffer;
  readonly lines: readonly ReturnLine[];
  readonly amount: Minor;
  readonly stockManaged: boolean;
}

export interface ApproveReturn extends At {
  readonly type: 'ApproveReturn';
  readonly approvedBy: string;
}

export interface RejectReturn extends At {
  readonly type: 'RejectReturn';
  readonly rejectedBy: string;
  readonly reason: string;
}

/** Reports a parcel, one of several perhaps; without `lines` everything still expected arrived sellable. */
export interface ReceiveReturn extends At {
  readonly type: 'ReceiveReturn';
  readonly lines:
    readonly { readonly lineId: string; readonly quantity: Quantity; readonly condition: ItemCondition }[] | null;
}

export interface RefundReturn extends At {
  readonly type: 'RefundReturn';
  readonly refundId: string;
  /** null: the method chosen at the request. */
  readonly refundMethod: ReturnRefundMethod | null;
}

/** Comes from the returns process, once the order paid the money back. */
export interface RecordReturnRefunded extends At {
  readonly type: 'RecordReturnRefunded';
  readonly refundId: string;
  readonly amount: Minor;
}

export type ReturnCommand =
  OpenReturn | ApproveReturn | RejectReturn | ReceiveReturn | RefundReturn | RecordReturnRefunded;
