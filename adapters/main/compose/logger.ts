import { destination, pino, type Logger } from 'pino';

/** Keys whose values never reach a log, wherever they stand. */
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
