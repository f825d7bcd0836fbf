import { v5 } from 'uuid';
import { samplePromotions } from '../../sandbox/promotions.ts';
import type { Composition } from './composition.ts';
import { systemClock } from './system.ts';

/** Names the organisation that they belong to: the development identity's. */
const organizationId = 'demo';

/** Names the commands that define them. Part of the storage format. */
const namespace = '0d9bb6f0-3c3e-4a6e-9a64-3b1a7b1f8f52';

/**
 * Defines the sandbox's promotions at the first start without a Pricing service of one's own. Each is one command, however often
 * it starts: what was changed or ended since stays so.
 */
export const defineSamplePromotions = async ({ config, engine, logger }: Composition): Promise<void> => {
  if (config.PRICING_GRPC_HOST !== undefined) return;
  for (const terms of samplePromotions(config.CURRENCY)) {
    const commandId = v5(terms.code ?? terms.name, namespace);
    const actor = { subject: 'process:sandbox', role: 'process' };
    const context = { organizationId, actor, commandId, correlationId: commandId, now: systemClock.now() };
    const defined = await engine.promotions.define(context, terms);
    if (!defined.ok) logger.warn({ code: defined.rejection.code, promotion: terms.name }, 'a sample is not defined');
  }
};
