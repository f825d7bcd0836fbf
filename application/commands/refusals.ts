import { reject, type Refusal } from '../../domain/shared/decider.ts';
import type { CommandContext } from './context.ts';

/** Refuses an aggregate that does not exist, or not for this caller. */
export const notFound = (category: string): Refusal =>
  reject('not_found', `${category}_not_found`, `there is no such ${category}`);

/** Refuses a command on another version than the one that its caller saw; undefined if it is the one, or none was named. */
export const versionConflict = (version: number, { expectedVersion }: CommandContext): Refusal | undefined => {
  if (expectedVersion === undefined || expectedVersion === version) return undefined;
  return reject('stale_version', 'version_conflict', 'it changed since it was read: read it again', {
    expected_version: expectedVersion,
    current_version: version,
  });
};

export const tooMuchContention = (): Refusal =>
  reject('stale_version', 'too_much_contention', 'too many changes at once: send the command again');

export const idempotencyKeyReused = (): Refusal =>
  reject('rule', 'idempotency_key_reused', 'this key was used for another request: take a new one');
