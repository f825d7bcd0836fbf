import type { Refusal } from '../../domain/shared/decider.ts';
import { done, unusable, type Verdict } from './received-message.ts';

/**
 * What a command's outcome means for the message that gave it.
 * @throws Error if the aggregate was changed so often meanwhile that nothing was decided: try again
 */
export const verdictOf = (outcome: { readonly ok: true } | Refusal): Verdict => {
  if (outcome.ok) return done;
  const { kind, code, message } = outcome.rejection;
  if (kind === 'stale_version') throw new Error(`${code}: ${message}`);
  return unusable(`${code}: ${message}`);
};
