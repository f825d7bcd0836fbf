import { catalogMessages } from './catalog.ts';
import { cannotUse, type ConsumingDependencies, type MessageKind } from './message-kind.ts';
import { paymentWebhooks } from './payment-webhooks.ts';
import type { Prepared, ReceivedMessage } from './received-message.ts';
import { stockMessages } from './stock.ts';
import { warehouseMessages } from './warehouse.ts';

/** Lists what each queue is bound to, and what comes by it. */
export const consumedMessages = {
  updates: { ...stockMessages, ...catalogMessages, ...warehouseMessages },
  payments: paymentWebhooks,
};

export type QueueRole = keyof typeof consumedMessages;

const kinds: Readonly<Record<string, MessageKind>> = { ...consumedMessages.updates, ...consumedMessages.payments };

/**
 * Reads a message that was published for us, and says how to act on it; of one that cannot be used, the verdict says why. A
 * message without an id is not acted upon: it could not be known when it comes again.
 */
export const consumeMessage =
  (dependencies: ConsumingDependencies) =>
  (message: ReceivedMessage): Prepared => {
    const { messageId, routingKey, body } = message;
    if (messageId === undefined || messageId === '') return cannotUse('it has no message_id');
    const kind = kindOf(routingKey);
    if (kind === undefined) return cannotUse(`nothing is known of ${routingKey}`);
    let json: unknown;
    try {
      json = JSON.parse(utf8.decode(body));
    } catch {
      return cannotUse('it is not JSON in UTF-8');
    }
    return kind.prepare(dependencies, { ...message, messageId }, json);
  };

const utf8 = new TextDecoder('utf-8', { fatal: true });

const kindOf = (routingKey: string): MessageKind | undefined => {
  const pattern = routingKey.replace(/^(payment\.webhook)\.[^.]+$/, '$1.*');
  return Object.hasOwn(kinds, pattern) ? kinds[pattern] : undefined;
};
