import type { z } from 'zod';
import type { RecordedEvent } from '../../../domain/shared/message.ts';
import type { storedEvent } from '../schemas/history.ts';

/** An event as the history tells it. */
export const showEvent = ({ version, id, type, data, metadata }: RecordedEvent): z.input<typeof storedEvent> => ({
  version,
  event_id: id,
  type,
  data: data as Record<string, unknown>,
  recorded_at: metadata.recorded_at,
  actor: { subject: metadata.actor.subject, role: metadata.actor.role },
  command_id: metadata.command_id,
  correlation_id: metadata.correlation_id,
  causation_id: metadata.causation_id ?? null,
  hash: metadata.hash,
});
