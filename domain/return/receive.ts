import { accept, type Decision } from '../shared/decider.ts';
import type { ReceiveReturn } from './commands.ts';
import type { ReturnEvent } from './events.ts';
import { everythingExpected, parcelObstacle, restockOf, withParcel } from './parcel.ts';
import type { OpenedReturn } from './state.ts';

/** Takes a parcel in; the one that accounts for the last unit also completes the return. */
export const receiveReturn = (command: ReceiveReturn, rma: OpenedReturn): Decision<ReturnEvent> => {
  const { returnId, orderId } = rma;
  const parcel = command.lines ?? everythingExpected(rma);
  const refusal = parcelObstacle(parcel, rma);
  if (refusal !== undefined) return refusal;
  const contents = { lines: parcel, restock: restockOf(parcel, rma) };
  const came: ReturnEvent = { type: 'ReturnItemsReceived', data: { returnId, orderId, ...contents, at: command.at } };
  const lines = withParcel(rma.lines, contents);
  if (lines.some((line) => line.received < line.quantity)) return accept(came);
  const accepted = lines
    .filter((line) => line.accepted > 0)
    .map((line) => ({ lineId: line.lineId, quantity: line.accepted }));
  return accept<ReturnEvent>(came, { type: 'ReturnReceived', data: { returnId, orderId, accepted, at: command.at } });
};
