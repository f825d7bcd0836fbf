import type { z } from 'zod';
import type { OrderEvent } from '../../../domain/order/events.ts';
import type { SalesQuoteEvent } from '../../../domain/quote/events.ts';
import type { RecordedEvent } from '../../../domain/shared/message.ts';
import type { Viewer } from '../route.ts';
import type { storedEvent } from '../schemas/history.ts';

/** What staff know and the customer does not: how suspicious they look, and how what they are offered came about. */
const forStaff: ReadonlySet<string> = new Set<OrderEvent['type'] | SalesQuoteEvent['type']>([
  'PaymentScreened',
  'SalesQuoteDrafted',
  'SalesQuoteRevised',
  'SalesQuoteApprovalRequested',
  'SalesQuoteApproved',
  'SalesQuoteDeclined',
]);

/** An event as the history tells it to this viewer. */
export const showEvent = (
  { version, id, type, data, metadata }: RecordedEvent,
  { onlyCustomerId }: Viewer,
): z.input<typeof storedEvent> => ({
  version,
  event_id: id,
  type,
  data: onlyCustomerId !== undefined && forStaff.has(type) ? {} : (data as Record<string, unknown>),
  recorded_at: metadata.recorded_at,
  actor: { subject: metadata.actor.subject, role: metadata.actor.role },
  command_id: metadata.command_id,
  correlation_id: metadata.correlation_id,
  causation_id: metadata.causation_id ?? null,
  hash: metadata.hash,
});
