import type { At } from '../../shared/message.ts';
import type { ExchangeOffer, LineQuantity, ReturnRefundMethod } from '../events.ts';

/**
 * `lines` may name a line of the order more than once, each time with a reason of its own. `exchange` comes with the method
 * of that name, and only with it.
 */
export interface RequestReturn extends At {
  readonly type: 'RequestReturn';
  readonly returnId: string;
  readonly reason: string;
  readonly refundMethod: ReturnRefundMethod;
  readonly exchange?: ExchangeOffer;
  readonly lines: readonly (LineQuantity & { readonly reasonDetail: string | null })[];
}

/** Comes from the returns process, once the Return was rejected. */
export interface RecordReturnRejected extends At {
  readonly type: 'RecordReturnRejected';
  readonly returnId: string;
}

/** Comes from the returns process, once the Return was received in full; `lines` are what was accepted. */
export interface RecordReturnReceived extends At {
  readonly type: 'RecordReturnReceived';
  readonly returnId: string;
  readonly lines: readonly LineQuantity[];
}

/** Comes from the scheduler, at or after the end of the return window; too early is no event. */
export interface CloseReturnWindow extends At {
  readonly type: 'CloseReturnWindow';
}

export type OrderReturnCommand = RequestReturn | RecordReturnRejected | RecordReturnReceived | CloseReturnWindow;
