import { z } from 'zod';
import type { Instant } from '../../domain/shared/message.ts';
import type { CommandContext } from '../commands/context.ts';
import type { CommandHandlers } from '../commands/handlers.ts';
import { deterministicId } from '../commands/ids.ts';
import type { Engine } from '../engine/engine.ts';
import type { Catalog } from '../ports/catalog.ts';
import type { OpenCarts } from '../ports/read-models.ts';
import type { Clock } from '../ports/system.ts';
import type { WebhookDelivery, WebhookReceipt } from '../ports/webhook.ts';
import { unusable, type Prepared, type ReceivedMessage, type Verdict } from './received-message.ts';

/** Holds what acting on messages stands on. */
export interface ConsumingDependencies {
  readonly engine: Pick<Engine, 'fulfillment'>;
  readonly handlers: CommandHandlers;
  readonly openCarts: OpenCarts;
  readonly catalog: Catalog;
  /** `gateway` as the path of its webhooks names it. */
  readonly receivePaymentWebhook: (gateway: string, delivery: WebhookDelivery) => Promise<WebhookReceipt>;
  readonly clock: Clock;
}

/** Describes a message whose repetition can be known. */
export type NamedMessage = ReceivedMessage & { readonly messageId: string };

/** Describes one kind of message: what is asked of it, and what is done with it. */
export interface MessageKind {
  readonly schema: z.ZodType;
  /** Reads the body's JSON, and says how to act on it. */
  readonly prepare: (dependencies: ConsumingDependencies, message: NamedMessage, json: unknown) => Prepared;
}

/** Makes a kind of message that is read by the schema; `laneOf` and `act` get what was read. */
export const messageKind = <Schema extends z.ZodType>(
  schema: Schema,
  laneOf: (data: z.output<Schema>, message: NamedMessage) => string,
  act: (dependencies: ConsumingDependencies, data: z.output<Schema>, message: NamedMessage) => Promise<Verdict>,
): MessageKind => ({
  schema,
  prepare: (dependencies, message, json) => {
    const read = schema.safeParse(json);
    if (!read.success) return cannotUse(firstFault(read.error));
    return { lane: laneOf(read.data, message), run: () => act(dependencies, read.data, message) };
  },
});

/** Says what is wrong first. Never repeats the value: it may be personal. */
const firstFault = ({ issues: [issue] }: z.ZodError): string => {
  const where = issue?.path.map(String).join('.') ?? '';
  return `${where === '' ? 'the message' : where}: ${issue?.message ?? 'not valid'}`;
};

/** Sets aside what cannot be read: it waits for nothing else of its kind. */
export const cannotUse = (reason: string): Prepared => ({
  lane: 'unusable',
  run: () => Promise.resolve(unusable(reason)),
});

// Ask of messages only for what is needed and leave out what is not known: they may grow.

export const ourId = z.string().regex(/^[A-Za-z0-9][\w.:-]{0,99}$/, 'must be an id of ours');
export const theirId = z.string().min(1).max(100);

/** Is in every message. `occurred_at` decides between news that cross each other; without it, when it was sent. */
export const head = z.object({
  organization_id: ourId,
  occurred_at: z.iso
    .datetime({ offset: true })
    .transform((text) => new Date(text).toISOString())
    .exactOptional(),
});

/** Puts all about a variant in one lane. */
export const laneOfVariant = (about: { readonly organization_id: string; readonly variant_id: string }): string =>
  `${about.organization_id}/${about.variant_id}`;

/** Describes a message as commands are made from it. */
export interface Cause {
  readonly routingKey: string;
  readonly messageId: string;
  readonly organizationId: string;
  /** When what it says happened. */
  readonly at: Instant;
  readonly now: Instant;
}

export const causeOf = (
  { clock }: ConsumingDependencies,
  { organization_id: organizationId, occurred_at: occurredAt }: z.output<typeof head>,
  { routingKey, messageId, sentAt }: NamedMessage,
): Cause => {
  const now = clock.now();
  return { routingKey, messageId, organizationId, at: occurredAt ?? sentAt ?? now, now };
};

/** Parent of the ids of the commands that messages give. Part of the storage format: never change it. */
const messageNamespace = '5d0b8f0a-6d3c-4a0e-9a44-2f6c1f0b7e15';

/** Makes the context of the command that a message gives to `target`: the same for the same message, however often it comes. */
export const contextOf = (cause: Cause, target: string): CommandContext => {
  const { routingKey, messageId, organizationId, now } = cause;
  return {
    organizationId,
    actor: { subject: 'process:consumer', role: 'process' },
    commandId: deterministicId(messageNamespace, [organizationId, routingKey, messageId, target].join('\n')),
    correlationId: messageId,
    now,
  };
};
