import { refuseCardNumbers } from '../card-number.ts';
import { businessTime } from '../command-context.ts';
import type { OrderUseCases } from '../engine.ts';
import type { UseCaseDependencies } from '../use-case-dependencies.ts';

/** The new return's id is the command's. The returns process opens its stream before the answer. */
export const requestReturn =
  ({ handlers, processes }: UseCaseDependencies): OrderUseCases['requestReturn'] =>
  async (context, orderId, { reason, refundMethod, items }) => {
    const requested = await handlers.order.handle(
      orderId,
      context,
      () =>
        refuseCardNumbers(reason, ...items.map((item) => item.reasonDetail)) ?? {
          type: 'RequestReturn',
          returnId: context.commandId,
          reason,
          refundMethod,
          lines: items,
          at: businessTime(context),
        },
    );
    if (requested.ok) await processes.follow(context, requested.facts);
    return requested;
  };
