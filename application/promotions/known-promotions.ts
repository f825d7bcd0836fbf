import { LRUCache } from 'lru-cache';
import { couponPromotionId, type Promotion } from '../../domain/shared/pricing/promotion.ts';
import type { History } from '../history/history.ts';
import type { Promotions } from '../ports/read-models.ts';

/** How long what applies by itself is remembered, in milliseconds, and of how many organisations at most. */
const rememberedMs = 3000;
const maximumOrganizations = 1000;

/**
 * The promotions that the engine itself keeps. A code is looked up in its own stream, so that it works from the moment on
 * that it is defined; those that apply by themselves are asked of a read model, since every price needs them.
 */
export const knownPromotions = (dependencies: {
  readonly history: Pick<History, 'promotion'>;
  /** Of an organisation, by their ids. */
  readonly automatic: (organizationId: string) => Promise<readonly Promotion[]>;
}): Promotions => {
  const remembered = new LRUCache<string, readonly Promotion[]>({
    max: maximumOrganizations,
    ttl: rememberedMs,
    fetchMethod: (organizationId) => dependencies.automatic(organizationId),
  });
  return {
    byCode: async (organizationId, code) => {
      const now = { version: Number.MAX_SAFE_INTEGER };
      const found = await dependencies.history.promotion.stateAt({ organizationId }, couponPromotionId(code), now);
      if (found?.state.exists !== true || found.state.status === 'ended') return undefined;
      const { promotionId, terms } = found.state;
      return { promotionId, ...terms, code };
    },
    automatic: async (organizationId) => (await remembered.fetch(organizationId)) ?? [],
  };
};
