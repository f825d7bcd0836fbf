import type { Instant } from '../../domain/shared/message.ts';
import type { CommandContext } from '../commands/context.ts';
import { deterministicId } from '../commands/deterministic-id.ts';

/** Parent of the ids of the commands that messages give. Part of the storage format: never change it. */
const messageNamespace = '5d0b8f0a-6d3c-4a0e-9a44-2f6c1f0b7e15';

/** A message as commands are made from it. */
export interface Cause {
  readonly routingKey: string;
  readonly messageId: string;
  readonly organizationId: string;
  /** When what it tells happened. */
  readonly at: Instant;
  readonly now: Instant;
}

/** The context of the command that a message gives to `target`: the same for the same message, however often it comes. */
export const contextOf = (occasion: Cause, target: string): CommandContext => {
  const { routingKey, messageId, organizationId, now } = occasion;
  return {
    organizationId,
    actor: { subject: 'process:consumer', role: 'process' },
    commandId: deterministicId(messageNamespace, [organizationId, routingKey, messageId, target].join('\n')),
    correlationId: messageId,
    now,
  };
};
