import type { ConsumingDependencies } from './dependencies.ts';
import { jsonOf } from './parse.ts';
import type { Prepared, ReceivedMessage } from './received-message.ts';
import { cannotUse, routes, type Route } from './routes.ts';

/**
 * Reads a message that was published for us, and says how to act on it; of one that cannot be used, the verdict says why. A
 * message without an id is not acted upon: it could not be known when it comes again.
 */
export const consumeMessage =
  (dependencies: ConsumingDependencies) =>
  (message: ReceivedMessage): Prepared => {
    const { messageId, routingKey, body } = message;
    if (messageId === undefined || messageId === '') return cannotUse('it has no message_id');
    const route = routeOf(routingKey);
    if (route === undefined) return cannotUse(`nothing is known of ${routingKey}`);
    const json = jsonOf(body);
    return json.ok ? route(dependencies, { ...message, messageId }, json.value) : cannotUse(json.reason);
  };

const routeOf = (routingKey: string): Route | undefined => {
  const pattern = routingKey.replace(/^(payment\.webhook)\.[^.]+$/, '$1.*');
  return Object.hasOwn(routes, pattern) ? routes[pattern] : undefined;
};
