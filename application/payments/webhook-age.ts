import type { Instant } from '../../domain/shared/message.ts';

/** How far a webhook's time may be from ours, either way: what is older may be a replay. */
export const webhookToleranceSeconds = 300;

/** Whether a webhook was signed lately. @param signedAt milliseconds since 1970; not a number is never timely */
export const isTimely = (signedAt: number, now: Instant): boolean =>
  Math.abs(Date.parse(now) - signedAt) <= webhookToleranceSeconds * 1000;
