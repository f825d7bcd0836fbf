import type { ReturnStatus } from './events.ts';
import type { OpenedReturn } from './state.ts';
import type { OpenedReturnCommand } from './transitions.ts';

const received: readonly ReturnStatus[] = ['received', 'refund_requested', 'refunded'];
const approved: readonly ReturnStatus[] = ['approved', ...received];

/** Whether what the command asks for is so already: it is accepted without an event. */
export const isAlreadyDone = (command: OpenedReturnCommand, rma: OpenedReturn): boolean => {
  switch (command.type) {
    case 'ApproveReturn':
      return approved.includes(rma.status);
    case 'RejectReturn':
      return rma.status === 'rejected';
    case 'ReceiveReturn':
      return command.lines === null && received.includes(rma.status);
    case 'RefundReturn':
      return command.refundId === rma.refundId;
    case 'RecordReturnRefunded':
      return rma.status === 'refunded';
  }
};
