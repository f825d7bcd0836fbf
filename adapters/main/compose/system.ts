import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { v7 } from 'uuid';
import type { Clock } from '../../../application/ports/clock.ts';
import type { Ids } from '../../../application/ports/ids.ts';
import type { Pause } from '../../../application/ports/pause.ts';

export const systemClock: Clock = { now: () => new Date().toISOString() };

/** Rising ids (version 7) keep the indexes that hold them compact. */
export const randomIds: Ids = { event: () => v7(), secret: () => randomBytes(24).toString('base64url') };

export const systemPause: Pause = async (milliseconds, signal) => {
  await setTimeout(milliseconds, undefined, { signal }).catch(() => undefined);
};
