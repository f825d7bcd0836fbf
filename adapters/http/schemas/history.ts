import { z } from 'zod';

/**
 * An event as it was stored: in `data`, money is in minor units and quantities are in thousandths. Customers do not see how
 * suspicious their payments looked, nor how their quotes came about.
 */
export const storedEvent = z
  .object({
    version: z.int(),
    event_id: z.string(),
    type: z.string(),
    data: z.record(z.string(), z.unknown()),
    recorded_at: z.string(),
    actor: z.object({ subject: z.string(), role: z.string() }),
    command_id: z.string(),
    correlation_id: z.string(),
    causation_id: z.string().nullable(),
    hash: z.string().describe('Links the event to the one before it'),
  })
  .meta({ id: 'StoredEvent' });
