import type { DomainEvent } from '../../../domain/shared/message.ts';
import type { Fact } from '../../commands/codec.ts';
import { ServiceUnavailableError } from '../../ports/service-unavailable.ts';
import type { Cause } from '../../reactor/run-process.ts';
import { isOfflineSale } from './check-offline-sales.ts';
import { checkSale, type CheckDependencies } from './check-sale.ts';

/**
 * Checks sales for the answer to one batch, until somebody who would have to be asked does not answer: then the rest is left
 * to the background, which checks them all anyway. No till waits for every one of its records in vain.
 */
export const checkWhileInReach = (dependencies: CheckDependencies) => {
  let inReach = true;
  return async (occasion: Cause, facts: readonly Fact<DomainEvent>[]): Promise<void> => {
    for (const { id, event } of facts) {
      if (!inReach || !isOfflineSale(event)) continue;
      try {
        await checkSale(dependencies, occasion, { id, event });
      } catch (error) {
        if (!(error instanceof ServiceUnavailableError)) throw error;
        inReach = false;
      }
    }
  };
};
