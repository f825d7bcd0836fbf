import { deterministicId } from '../../../application/commands/deterministic-id.ts';
import type { CommandContext } from '../../../application/commands/context.ts';
import type { Clock } from '../../../application/ports/clock.ts';

/** Parent of every id that an import makes: the same invoice is the same order in every run. */
const importNamespace = '7c8f1b9e-53f1-4d0e-9c27-2f5a0f3a6f0d';

/** Who imports into which organisation. */
export interface ImportIdentity {
  readonly organizationId: string;
  readonly clock: Clock;
}

/** The id of what `name` (an invoice, a return of an order) became in this organisation. */
export const importedId = (organizationId: string, name: string): string =>
  deterministicId(importNamespace, `${organizationId}\n${name}`);

/** The contexts of one imported thing's commands, one a step: repeated in a second run, each is known again. */
export const contextsOf =
  ({ organizationId, clock }: ImportIdentity, id: string, at: string, requestHash: string) =>
  (step: string): CommandContext => ({
    organizationId,
    actor: { subject: 'import', role: 'order.admin' },
    commandId: deterministicId(id, step),
    correlationId: id,
    requestHash,
    now: clock.now(),
    at,
  });
