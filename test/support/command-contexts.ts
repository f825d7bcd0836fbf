import type { CommandContext } from '../../application/commands/context.ts';
import { deterministicId } from '../../application/commands/ids.ts';

const namespace = '6f2f3a1e-35cf-4c55-9a6e-0f0a3c1d2b10';

/** The context of an operator's command; `name` stands for its command id. */
export const contextFor = (name: string, changes: Partial<CommandContext> = {}): CommandContext => ({
  organizationId: 'demo',
  actor: { subject: 'olga', role: 'order.operator' },
  commandId: commandIdOf(name),
  correlationId: `correlation-${name}`,
  now: '2026-11-23T15:00:00.000Z',
  ...changes,
});

/** The UUID that stands for the named command. */
export const commandIdOf = (name: string): string => deterministicId(namespace, name);
