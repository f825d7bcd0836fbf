import type { PosEvent, PosTransactionCompleted } from '../../domain/pos/events.ts';
import { changes, completed, opened, untouched } from '../../domain/pos/facts.ts';
import type { RecordedEvent } from '../../domain/shared/message.ts';
import type { AnyPosDocument } from './view.ts';

/** Gives the transaction after an event: it may begin with any that a till recorded offline. */
export const evolveTransaction = (
  document: AnyPosDocument | undefined,
  event: PosEvent,
  { version }: Pick<RecordedEvent, 'version'>,
): AnyPosDocument => {
  const { transactionId, at: updatedAt } = event.data;
  const head = { transactionId, version, updatedAt };
  switch (event.type) {
    case 'PosTransactionOpened':
      return { ...untouched, opened: true, ...opened(event), ...head };
    case 'PosTransactionCompleted':
      return { ...(document?.opened === true ? document : untouched), ...sold(document, event), ...head };
    default:
      return document?.opened === true
        ? { ...document, ...changes(document, event), ...head }
        : { opened: false, ...head };
  }
};

const sold = (before: AnyPosDocument | undefined, event: PosTransactionCompleted) => {
  const { quote, cashRounding, origin, at } = event.data;
  return {
    opened: true,
    ...completed(event),
    sale: { quote, cashRounding, origin, completedAt: at },
    openedAt: before?.opened === true ? before.openedAt : at,
  } as const;
};
