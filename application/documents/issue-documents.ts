import {
  documentOccasion,
  documentsProcessEvents,
  type DocumentsProcessEvent,
} from '../../domain/processes/documents-process.ts';
import {
  tillDocument,
  tillDocumentsEvents,
  type TillDocumentsEvent,
} from '../../domain/processes/till-documents-process.ts';
import { accept } from '../../domain/shared/decider.ts';
import type { DomainEvent, RecordedEvent } from '../../domain/shared/message.ts';
import type { Currency } from '../../domain/shared/money.ts';
import { documentContent, type DocumentFacts } from '../../domain/tax-document/content.ts';
import type { DocumentRequested } from '../../domain/documents/events.ts';
import { taxRegimes } from '../../domain/tax-document/regimes/regimes.ts';
import { invoiceOf } from '../../domain/documents/state.ts';
import { decodeFact } from '../reactor/decode-fact.ts';
import { deterministicId } from '../commands/deterministic-id.ts';
import type { EventStore } from '../ports/event-store.ts';
import type { Log } from '../ports/log.ts';
import { ServiceUnavailableError } from '../ports/service-unavailable.ts';
import type { TenantPolicies } from '../ports/tenant-policies.ts';
import { completeDocument, type WorkCause } from './complete-document.ts';
import type { DocumentDependencies } from './dependencies.ts';
import { orderAsOf, receiverOf } from './documented-order.ts';

export interface IssuingDependencies extends DocumentDependencies {
  readonly policies: TenantPolicies;
  readonly log: Log;
}

/** A document to be frozen, but for the policy in its currency. */
type Asked = Omit<DocumentFacts, 'policy'> & { readonly currency: Currency };

/**
 * The subscription handler of the documents, for orders, sales at tills and the documents themselves: freezes the document
 * that an event of a sale asks for, and takes each requested document through its steps. What the authority makes of a document
 * is recorded, not thrown: it holds nothing else up.
 * @throws ServiceUnavailableError (NoFoliosError), EventStoreUnavailableError: handle the event again
 */
export const issueDocuments =
  (dependencies: IssuingDependencies) =>
  async (recorded: RecordedEvent): Promise<void> => {
    const { event } = decodeFact(recorded);
    if (isRequested(event)) {
      await completeDocument(dependencies, about(recorded), event.data.documentId);
      return;
    }
    const asked = await askedBy(dependencies, recorded, event);
    if (asked === undefined) return;
    if (asked.cause.kind !== 'sale') await completeInvoice(dependencies, recorded, asked.orderId);
    await request(dependencies, recorded, asked);
  };

/** undefined: the event asks for nothing. */
const askedBy = async (
  { store }: IssuingDependencies,
  recorded: RecordedEvent,
  event: DomainEvent,
): Promise<Asked | undefined> => {
  if (isOfTill(event)) return askedByTill(event);
  return isOfOrder(event) ? askedByOrder(store, recorded, event) : undefined;
};

const askedByTill = (event: TillDocumentsEvent): Asked | undefined => {
  const { transactionId: orderId, at: issuedAt } = event.data;
  const asked = tillDocument(event);
  return asked && { ...asked, orderId, issuedAt };
};

const askedByOrder = async (
  store: EventStore,
  { version, metadata: { organization_id: organizationId } }: RecordedEvent,
  event: DocumentsProcessEvent,
): Promise<Asked | undefined> => {
  const { orderId, at: issuedAt } = event.data;
  const order = await orderAsOf(store, organizationId, orderId, version);
  const cause = order && documentOccasion(event, order);
  if (order === undefined || cause === undefined) return undefined;
  const receiver = cause.kind === 'sale' ? await receiverOf(store, organizationId, orderId) : null;
  return { cause, orderId, currency: order.currency, receiver, issuedAt };
};

/** Freezes the document, once for the event. */
const request = async (
  { handlers, policies, folioRanges, clock, log }: IssuingDependencies,
  recorded: RecordedEvent,
  { currency, ...facts }: Asked,
): Promise<void> => {
  const { organizationId } = about(recorded);
  const { orderId } = facts;
  const policy = policies.policy(organizationId, currency).documents;
  const actor = { subject: 'process:documents', role: 'process' };
  const commandId = deterministicId(recorded.id, 'document');
  const at = clock.now();
  const context = { ...about(recorded), actor, commandId, now: at };
  const handled = await handlers.documents.handle(orderId, context, async (state) => {
    const content = documentContent({ ...facts, policy }, state);
    if (content === undefined) return accept();
    const { regime, series } = content;
    const range = await folioRanges.current({ organizationId, book: regime, series });
    return { type: 'RequestDocument', causeId: recorded.id, content, range, at };
  });
  if (handled.ok) return;
  const { kind, code } = handled.rejection;
  if (kind === 'stale_version') throw new Error(`no document for ${recorded.type} of ${orderId} yet: ${code}`);
  log.warn({ event_id: recorded.id, order_id: orderId, code }, 'a document was refused');
};

/**
 * A note names what it changes by its number, and in some countries by the id that the authority gave it: both are there
 * before the note is frozen.
 */
const completeInvoice = async (
  dependencies: IssuingDependencies,
  recorded: RecordedEvent,
  orderId: string,
): Promise<void> => {
  const documents = await completeDocument(dependencies, about(recorded), `${orderId}.D1`);
  const invoice = invoiceOf(documents);
  if (invoice?.status !== 'submitted') return;
  const { regime } = invoice.content;
  if (taxRegimes[regime].needsAuthorityReference) throw new ServiceUnavailableError(`tax authority ${regime}`);
};

const about = ({ id, metadata }: RecordedEvent): WorkCause => ({
  organizationId: metadata.organization_id,
  correlationId: metadata.correlation_id,
  causationId: id,
});

const orderTypes: ReadonlySet<string> = new Set(documentsProcessEvents);
const tillTypes: ReadonlySet<string> = new Set(tillDocumentsEvents);

const isOfOrder = (event: DomainEvent): event is DocumentsProcessEvent => orderTypes.has(event.type);

const isOfTill = (event: DomainEvent): event is TillDocumentsEvent => tillTypes.has(event.type);

const isRequested = (event: DomainEvent): event is DocumentRequested => event.type === 'DocumentRequested';
