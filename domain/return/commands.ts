import type { ReturnRefundMethod } from '../order/events.ts';
import type { At } from '../shared/message.ts';
import type { Minor } from '../shared/money.ts';
import type { Quantity } from '../shared/quantity.ts';
import type { ItemCondition, ReturnRequested } from './events.ts';

/** Comes from the returns process, once the order holds the quantities: the order guards how much may come back. */
export type OpenReturn = { readonly type: 'OpenReturn' } & ReturnRequested['data'];

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
