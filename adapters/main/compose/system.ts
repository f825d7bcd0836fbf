import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { destination, pino, type Logger } from 'pino';
import { v7 } from 'uuid';
import type { Clock, Ids, Pause } from '../../../application/ports/system.ts';

export const systemClock: Clock = { now: () => new Date().toISOString() };

/** Gives rising ids (version 7): they keep the indexes that hold them compact. */
export const randomIds: Ids = { event: () => v7(), secret: () => randomBytes(24).toString('base64url') };

export const systemPause: Pause = async (milliseconds, signal) => {
  await setTimeout(milliseconds, undefined, { signal }).catch(() => undefined);
};

/** Lists keys whose values never reach a log, wherever they stand. */
const secrets = ['authorization', 'password', 'token', 'secret', 'cookie', 'connectionString', 'recovery_token'];

/** Logs as JSON lines on stderr: stdout belongs to what a command answers. */
export const createLogger = (level: string, role: string): Logger =>
  pino(
    {
      level,
      base: { role },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: secrets.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: '[redacted]' },
    },
    destination({ dest: 2, sync: true }),
  );
