import type { ReturnRefundMethod } from '../../domain/order/events.ts';
import type { ItemCondition } from '../../domain/return/events.ts';
import type { ReturnState } from '../../domain/return/state.ts';
import type { Quantity } from '../../domain/shared/quantity.ts';
import type { CommandContext } from '../commands/context.ts';
import type { Outcome } from '../commands/outcome.ts';

type Return = Promise<Outcome<ReturnState>>;

/** What can be done with goods on their way back. */
export interface ReturnUseCases {
  approve(context: CommandContext, returnId: string): Return;
  reject(context: CommandContext, returnId: string, input: { readonly reason: string }): Return;
  receive(
    context: CommandContext,
    returnId: string,
    input: {
      readonly items:
        readonly { readonly lineId: string; readonly quantity: Quantity; readonly condition: ItemCondition }[] | null;
    },
  ): Return;
  /**
   * Answers after the order paid back, where its tender pays back at once. Refused as `nothing_to_refund` while all of it is
   * on its way back, and as `no_exchange_agreed` by method exchange if no goods were asked for instead.
   */
  refund(
    context: CommandContext,
    returnId: string,
    input: { readonly refundMethod: ReturnRefundMethod | null },
  ): Return;
}
