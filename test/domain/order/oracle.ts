import type { OrderCommand, RequestReturn, StartPayment } from '../../../domain/order/commands.ts';
import type { LineQuantity, OrderEvent } from '../../../domain/order/events.ts';
import type { OrderStatus } from '../../../domain/shared/order-status.ts';

// Writes down what the product says of an order's life, apart from the code: nothing of domain/order runs here.

const unpaid: readonly OrderStatus[] = ['pending', 'payment_pending', 'payment_failed'];
const outgoing: readonly OrderStatus[] = ['processing', 'ready_to_ship', 'shipped'];
const arrived: readonly OrderStatus[] = ['delivered', 'return_requested', 'returned', 'refunded'];
const always: readonly OrderStatus[] = [...unpaid, 'confirmed', ...outgoing, ...arrived, 'cancelled'];

/** The statuses in which each command is allowed, in the order of an order's life. */
export const allowedIn: Readonly<Record<OrderCommand['type'], readonly OrderStatus[]>> = {
  PlaceOrder: ['cart'],
  RecordStockReserved: always,
  RecordStockReservationFailed: [...unpaid, 'confirmed'],
  ExpireReservation: unpaid,
  StartPayment: unpaid,
  RecordPaymentSubmitted: always,
  RecordPaymentAuthorized: always,
  RecordPaymentCaptured: always,
  RecordPaymentFailed: always,
  TimeOutPayments: ['payment_pending'],
  RecordPaymentVoided: always,
  RequestRefund: ['confirmed', ...outgoing, ...arrived, 'cancelled'],
  RecordRefundSucceeded: always,
  RecordRefundFailed: always,
  CancelOrder: [...unpaid, 'confirmed', 'processing'],
  AssignFulfillment: ['confirmed', 'processing'],
  CancelFulfillmentTask: ['processing'],
  PickItems: ['processing'],
  PackItems: ['processing'],
  CreateShipment: ['processing', 'ready_to_ship'],
  RecordShipmentLabelled: always,
  RecordShipmentLabelFailed: always,
  DispatchShipment: outgoing,
  TrackShipment: [...outgoing, ...arrived, 'cancelled'],
  DeliverShipment: outgoing,
  FailShipment: outgoing,
  ReturnShipmentToSender: outgoing,
  RequestReturn: ['delivered'],
  RecordReturnRejected: ['return_requested'],
  RecordReturnReceived: ['return_requested'],
  CloseReturnWindow: arrived,
};

/** Where an order may go from each status, one event at a time. */
export const next: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  cart: ['pending'],
  // confirmed: there is nothing to pay
  pending: ['payment_pending', 'confirmed', 'cancelled'],
  payment_pending: ['confirmed', 'payment_failed', 'cancelled'],
  payment_failed: ['payment_pending', 'cancelled'],
  confirmed: ['processing', 'cancelled'],
  processing: ['ready_to_ship', 'cancelled'],
  ready_to_ship: ['shipped'],
  // cancelled: nothing of it could be delivered
  shipped: ['delivered', 'cancelled'],
  delivered: ['return_requested'],
  // delivered: rejected, or only some of it came back
  return_requested: ['returned', 'delivered'],
  returned: ['refunded'],
  refunded: [],
  cancelled: [],
};

/** What must come of a command that its status allows: events, nothing (it is so already), or this refusal. */
export type Answer = 'events' | 'nothing' | { readonly refused: string };

interface Payment {
  readonly gateway: boolean;
  readonly startedAt: string;
  /** `pending` and `promised` may still bring money; `closed` brings none any more. */
  standing: 'pending' | 'promised' | 'failed' | 'closed';
  /** What it comes to if all goes well. */
  hoped: number;
  captured: number;
  askedBack: number;
}

const steps = [
  'assigned',
  'picked',
  'packed',
  'boxed',
  'shipped',
  'delivered',
  'cancelled',
  'returning',
  'returned',
] as const;
type Step = (typeof steps)[number];
type Line = { readonly quantity: number } & Record<Step, number>;

interface Task {
  live: boolean;
  readonly lines: Map<string, { readonly quantity: number; picked: number; packed: number }>;
}

interface Shipment {
  readonly lines: readonly LineQuantity[];
  standing: 'waiting' | 'moving' | 'failed' | 'over';
}

interface Return {
  status: 'requested' | 'rejected' | 'received' | 'refunded';
  readonly lines: readonly LineQuantity[];
}

const later = (moment: string, days: number): string =>
  new Date(Date.parse(moment) + days * 24 * 60 * 60_000).toISOString();

const isCount = (value: number): boolean => Number.isInteger(value) && value > 0;

/** The facts of an order as its events tell them, and what they mean for its status and for what may come next. */
export class OrderOracle {
  status: OrderStatus = 'cart';
  #total = 0;
  #attempts = 0;
  #windowDays: number | null = null;
  #expiresAt: string | null = null;
  #reserved = false;
  #confirmed = false;
  #cancelled = false;
  #deliveredAt: string | null = null;
  #windowClosed = false;
  #dispatched = false;
  readonly #payments = new Map<string, Payment>();
  readonly #refunds = new Map<string, { readonly paymentId: string; readonly amount: number; failed: boolean }>();
  readonly #lines = new Map<string, Line>();
  readonly #tasks = new Map<string, Task>();
  readonly #shipments = new Map<string, Shipment>();
  readonly #returns = new Map<string, Return>();

  /** Adds an event; the status after it is the oracle's own. */
  add(event: OrderEvent): void {
    this.#addFact(event);
    this.status = this.#derive();
    if (this.status === 'delivered') this.#deliveredAt ??= event.data.at;
  }

  /** What must come of the command, where the product says so. The status allows the command. */
  answerTo(command: OrderCommand): Answer | undefined {
    switch (command.type) {
      case 'RecordStockReservationFailed':
        return this.#reserved ? 'nothing' : 'events';
      case 'ExpireReservation':
        return this.#expiresAt !== null && command.at >= this.#expiresAt ? 'events' : 'nothing';
      case 'StartPayment':
        return this.#answerToPayment(command);
      case 'TimeOutPayments':
        return this.#some(
          this.#payments,
          ({ gateway, standing, startedAt }) =>
            gateway && standing === 'pending' && later(startedAt, command.timeoutMinutes / (24 * 60)) <= command.at,
        )
          ? 'events'
          : 'nothing';
      case 'RequestRefund': {
        const { refundId, returnId, method, amount } = command;
        if (this.#refunds.has(refundId)) return 'nothing';
        if (returnId !== null) {
          const status = this.#returns.get(returnId)?.status;
          if (status === 'refunded') return 'nothing';
          return status === 'received'
            ? undefined
            : { refused: status === undefined ? 'unknown_return' : 'return_not_received' };
        }
        if (method === 'exchange') return { refused: 'no_exchange_agreed' };
        if (!isCount(amount ?? 0)) return { refused: 'invalid_amount' };
        return (amount ?? 0) <= this.#refundable() ? 'events' : { refused: 'refund_exceeds_captured' };
      }
      case 'CancelOrder':
        if (this.#dispatched) return { refused: 'already_dispatched' };
        if (this.#isPicked()) return { refused: 'picking_complete' };
        return this.status === 'processing' && command.approvedBy === null
          ? { refused: 'approval_required' }
          : 'events';
      case 'AssignFulfillment': {
        const [task, ...more] = command.tasks;
        if (task === undefined) return { refused: 'nothing_to_assign' };
        if (task.lines !== null || more.length > 0) return undefined;
        return this.#isLeft('assigned') ? 'events' : { refused: 'nothing_to_assign' };
      }
      case 'CancelFulfillmentTask': {
        const task = this.#tasks.get(command.taskId);
        if (task === undefined) return { refused: 'unknown_task' };
        if (!task.live) return 'nothing';
        return this.#some(task.lines, ({ picked }) => picked > 0) ? { refused: 'task_already_picked' } : 'events';
      }
      case 'PickItems':
      case 'PackItems': {
        const task = this.#tasks.get(command.taskId);
        if (task === undefined) return { refused: 'unknown_task' };
        if (!task.live) return { refused: 'task_cancelled' };
        if (command.lines !== null) return undefined;
        const [code, left] =
          command.type === 'PickItems'
            ? ['nothing_to_pick', this.#some(task.lines, ({ quantity, picked }) => picked < quantity)]
            : ['nothing_to_pack', this.#some(task.lines, ({ picked, packed }) => packed < picked)];
        return left ? 'events' : { refused: code };
      }
      case 'CreateShipment':
        if (command.lines !== null) return undefined;
        return this.#isLeft('boxed', 'packed') ? 'events' : { refused: 'nothing_to_ship' };
      case 'DispatchShipment':
        return this.#answerAbout(command.shipmentId, { waiting: 'events', moving: 'nothing', failed: 'events' });
      case 'DeliverShipment':
      case 'ReturnShipmentToSender': {
        const early = { refused: 'shipment_not_dispatched' };
        return this.#answerAbout(command.shipmentId, { waiting: early, moving: 'events', failed: 'events' });
      }
      case 'FailShipment': {
        const early = { refused: 'shipment_not_dispatched' };
        return this.#answerAbout(command.shipmentId, { waiting: early, moving: 'events', failed: 'nothing' });
      }
      case 'RequestReturn':
        return this.#answerToReturn(command);
      case 'RecordReturnRejected': {
        const status = this.#returns.get(command.returnId)?.status;
        if (status === undefined) return { refused: 'unknown_return' };
        if (status === 'rejected') return 'nothing';
        return status === 'requested' ? 'events' : { refused: 'return_closed' };
      }
      case 'CloseReturnWindow': {
        const end = this.#windowEnd();
        return !this.#windowClosed && end !== null && command.at >= end ? 'events' : 'nothing';
      }
      default:
        return undefined;
    }
  }

  /** Whether the command names something that is there already, so that it is accepted though the status does not allow it. */
  isRepeated(command: OrderCommand): boolean {
    switch (command.type) {
      case 'CancelOrder':
        return this.#cancelled;
      case 'StartPayment':
        return this.#payments.has(command.paymentId);
      case 'RequestReturn':
        return this.#returns.has(command.returnId);
      case 'RequestRefund':
        return this.#refunds.has(command.refundId) || this.#returns.get(command.returnId ?? '')?.status === 'refunded';
      case 'AssignFulfillment':
      case 'PickItems':
      case 'PackItems':
      case 'CreateShipment':
        return false;
      default:
        return true;
    }
  }

  /** What people can do, by the API's names. */
  offers(): readonly string[] {
    const payable = this.#failures() < this.#attempts && this.#due() > 0;
    const tasks = [...this.#tasks.values()].filter(({ live }) => live);
    const underWay = this.#some(this.#shipments, ({ standing }) => standing === 'moving' || standing === 'failed');
    const offered: readonly (readonly [string, OrderCommand['type'], boolean])[] = [
      ['pay', 'StartPayment', payable],
      ['capture', 'RecordPaymentCaptured', this.#some(this.#payments, ({ standing }) => standing === 'promised')],
      ['refund', 'RequestRefund', this.#refundable() > 0],
      ['cancel', 'CancelOrder', !this.#dispatched && !this.#isPicked()],
      ['assign_fulfillment', 'AssignFulfillment', this.#isLeft('assigned')],
      [
        'cancel_fulfillment_task',
        'CancelFulfillmentTask',
        tasks.some(({ lines }) => !this.#some(lines, ({ picked }) => picked > 0)),
      ],
      ['pick', 'PickItems', tasks.some(({ lines }) => this.#some(lines, ({ quantity, picked }) => picked < quantity))],
      ['pack', 'PackItems', tasks.some(({ lines }) => this.#some(lines, ({ picked, packed }) => packed < picked))],
      ['create_shipment', 'CreateShipment', this.#isLeft('boxed', 'packed')],
      [
        'dispatch',
        'DispatchShipment',
        this.#some(this.#shipments, ({ standing }) => standing === 'waiting' || standing === 'failed'),
      ],
      ['track', 'TrackShipment', underWay],
      ['deliver', 'DeliverShipment', underWay],
      ['fail_shipment', 'FailShipment', this.#some(this.#shipments, ({ standing }) => standing === 'moving')],
      ['return_to_sender', 'ReturnShipmentToSender', underWay],
      [
        'request_return',
        'RequestReturn',
        !this.#windowClosed && this.#some(this.#lines, (line) => this.#returnable(line) > 0),
      ],
    ];
    return offered.filter(([, type, left]) => allowedIn[type].includes(this.status) && left).map(([name]) => name);
  }

  #answerToPayment({ paymentId, amount }: StartPayment): Answer {
    if (this.#payments.has(paymentId)) return 'nothing';
    if (this.#failures() >= this.#attempts) return { refused: 'payment_attempts_exhausted' };
    if (!isCount(amount)) return { refused: 'invalid_amount' };
    return amount <= this.#due() ? 'events' : { refused: 'amount_exceeds_due' };
  }

  #answerToReturn({ returnId, at, lines, refundMethod, exchange }: RequestReturn): Answer | undefined {
    if (this.#returns.has(returnId)) return 'nothing';
    const end = this.#windowEnd();
    if (this.#windowClosed || (end !== null && at > end)) return { refused: 'return_window_closed' };
    const asked = new Map<string, number>();
    for (const { lineId, quantity } of lines) asked.set(lineId, (asked.get(lineId) ?? 0) + quantity);
    const isHad = ([id, quantity]: readonly [string, number]): boolean => {
      const line = this.#lines.get(id);
      return line !== undefined && quantity <= this.#returnable(line);
    };
    const isFit = asked.size > 0 && lines.every(({ quantity }) => isCount(quantity)) && [...asked].every(isHad);
    return isFit && (refundMethod === 'exchange') === (exchange !== undefined) ? 'events' : undefined;
  }

  #answerAbout(
    shipmentId: string,
    answers: Readonly<Record<'waiting' | 'moving' | 'failed', Answer>>,
  ): Answer | undefined {
    const shipment = this.#shipments.get(shipmentId);
    if (shipment === undefined) return { refused: 'unknown_shipment' };
    return shipment.standing === 'over' ? undefined : answers[shipment.standing];
  }

  #some<Value>(values: ReadonlyMap<string, Value>, matches: (value: Value) => boolean): boolean {
    return [...values.values()].some(matches);
  }

  #every(matches: (line: Line) => boolean): boolean {
    return !this.#some(this.#lines, (line) => !matches(line));
  }

  #sum(amountOf: (payment: Payment) => number): number {
    return [...this.#payments.values()].reduce((sum, payment) => sum + amountOf(payment), 0);
  }

  #isPicked(): boolean {
    return this.#every((line) => line.picked === line.quantity);
  }

  #isLeft(step: Step, of: Step | 'quantity' = 'quantity'): boolean {
    return this.#some(this.#lines, (line) => line[step] < line[of]);
  }

  #returnable({ delivered, returning, returned }: Line): number {
    return delivered - returning - returned;
  }

  #failures(): number {
    return [...this.#payments.values()].filter(({ standing }) => standing === 'failed').length;
  }

  #due(): number {
    const isOpen = ({ standing }: Payment): boolean => standing === 'pending' || standing === 'promised';
    return this.#total - this.#sum((payment) => (isOpen(payment) ? payment.hoped : payment.captured));
  }

  #refundable(): number {
    return this.#sum(({ captured, askedBack }) => captured - askedBack);
  }

  #windowEnd(): string | null {
    return this.#deliveredAt === null || this.#windowDays === null ? null : later(this.#deliveredAt, this.#windowDays);
  }

  #derive(): OrderStatus {
    if (this.#cancelled) return 'cancelled';
    if (!this.#confirmed) {
      if (this.#payments.size === 0) return 'pending';
      const lives = ({ standing, captured }: Payment): boolean =>
        standing === 'pending' || standing === 'promised' || captured > 0;
      return this.#some(this.#payments, lives) ? 'payment_pending' : 'payment_failed';
    }
    if (this.#tasks.size === 0) return 'confirmed';
    if (this.#isLeft('packed')) return 'processing';
    if (this.#isLeft('shipped')) return 'ready_to_ship';
    if (!this.#every(({ quantity, delivered, cancelled }) => delivered + cancelled === quantity)) return 'shipped';
    if (this.#every(({ delivered }) => delivered === 0)) return 'cancelled';
    if (this.#some(this.#returns, ({ status }) => status === 'requested')) return 'return_requested';
    if (this.#isLeft('returned', 'delivered')) return 'delivered';
    return this.#some(this.#returns, ({ status }) => status === 'received') ? 'returned' : 'refunded';
  }

  #move(lines: readonly LineQuantity[], step: Step, direction = 1): void {
    for (const { lineId, quantity } of lines) this.#lines.get(lineId)![step] += direction * quantity;
  }

  #addFact({ type, data }: OrderEvent): void {
    switch (type) {
      case 'OrderPlaced':
        this.#total = data.quote.totals.total;
        this.#attempts = data.terms.paymentRetryAttempts;
        this.#windowDays = data.terms.returnWindowDays;
        this.#expiresAt = data.reservationExpiresAt;
        for (const { lineId, quantity } of data.quote.lines) {
          const none = Object.fromEntries(steps.map((step) => [step, 0])) as Record<Step, number>;
          this.#lines.set(lineId, { quantity, ...none });
        }
        return;
      case 'StockReserved':
        this.#reserved = true;
        return;
      case 'OrderConfirmed':
        this.#confirmed = true;
        return;
      case 'OrderCancelled':
        this.#cancelled = true;
        return;
      case 'PaymentStarted': {
        const { paymentId, settlement, amount: hoped, at: startedAt } = data;
        const payment = { gateway: settlement === 'gateway', startedAt, hoped, captured: 0, askedBack: 0 };
        this.#payments.set(paymentId, { ...payment, standing: 'pending' });
        return;
      }
      case 'PaymentAuthorized':
        Object.assign(this.#payments.get(data.paymentId)!, { standing: 'promised', hoped: data.amount });
        return;
      case 'PaymentCaptured': {
        const payment = this.#payments.get(data.paymentId)!;
        payment.captured += data.amount;
        const waits = payment.standing === 'pending' || payment.standing === 'promised';
        if (!waits || payment.captured >= payment.hoped) payment.standing = 'closed';
        return;
      }
      case 'PaymentFailed':
        this.#payments.get(data.paymentId)!.standing = 'failed';
        return;
      case 'PaymentVoidRequested':
      case 'PaymentVoided':
        this.#payments.get(data.paymentId)!.standing = 'closed';
        return;
      case 'RefundRequested':
        this.#refunds.set(data.refundId, { paymentId: data.paymentId, amount: data.amount, failed: false });
        this.#payments.get(data.paymentId)!.askedBack += data.amount;
        return;
      case 'RefundFailed':
      case 'RefundSucceeded': {
        const refund = this.#refunds.get(data.refundId)!;
        const fails = type === 'RefundFailed';
        if (refund.failed !== fails)
          this.#payments.get(refund.paymentId)!.askedBack += fails ? -refund.amount : refund.amount;
        refund.failed = fails;
        return;
      }
      case 'FulfillmentAssigned':
        for (const { taskId, lines } of data.tasks) {
          const left = lines.map(({ lineId, quantity }) => [lineId, { quantity, picked: 0, packed: 0 }] as const);
          this.#tasks.set(taskId, { live: true, lines: new Map(left) });
          this.#move(lines, 'assigned');
        }
        return;
      case 'FulfillmentTaskCancelled': {
        const task = this.#tasks.get(data.taskId)!;
        task.live = false;
        const given = [...task.lines].map(([lineId, { quantity, picked }]) => ({
          lineId,
          quantity: quantity - picked,
        }));
        this.#move(given, 'assigned', -1);
        return;
      }
      case 'ItemsPicked':
      case 'ItemsPacked': {
        const step = type === 'ItemsPicked' ? 'picked' : 'packed';
        for (const { lineId, quantity } of data.lines)
          this.#tasks.get(data.taskId)!.lines.get(lineId)![step] += quantity;
        this.#move(data.lines, step);
        return;
      }
      case 'ShipmentCreated':
        this.#shipments.set(data.shipmentId, { lines: data.lines, standing: 'waiting' });
        this.#move(data.lines, 'boxed');
        return;
      case 'ShipmentDispatched':
        this.#dispatched = true;
        this.#shipments.get(data.shipmentId)!.standing = 'moving';
        if (data.attempt === 1) this.#move(data.lines, 'shipped');
        return;
      case 'ShipmentDelivered': {
        const shipment = this.#shipments.get(data.shipmentId)!;
        shipment.standing = 'over';
        this.#move(shipment.lines, 'delivered');
        return;
      }
      case 'ShipmentFailed':
        this.#shipments.get(data.shipmentId)!.standing = 'failed';
        return;
      case 'ShipmentReturnedToSender':
        this.#shipments.get(data.shipmentId)!.standing = 'over';
        return;
      case 'OrderLinesCancelled':
        this.#move(data.lines, 'cancelled');
        return;
      case 'OrderReturnRequested':
        this.#returns.set(data.returnId, { status: 'requested', lines: data.lines });
        this.#move(data.lines, 'returning');
        return;
      case 'OrderReturnRejected':
      case 'OrderReturnReceived': {
        const held = this.#returns.get(data.returnId)!;
        this.#move(held.lines, 'returning', -1);
        if (type === 'OrderReturnReceived') this.#move(data.lines, 'returned');
        held.status = type === 'OrderReturnReceived' ? 'received' : 'rejected';
        return;
      }
      case 'OrderReturnRefunded':
        this.#returns.get(data.returnId)!.status = 'refunded';
        return;
      case 'ReturnWindowClosed':
        this.#windowClosed = true;
        return;
      case 'StockReservationFailed':
      case 'PaymentScreened':
      case 'PaymentSubmitted':
      case 'ShipmentLabelled':
      case 'ShipmentLabelFailed':
      case 'ShipmentTracked':
      case 'OrderReturnExchanged':
        return;
    }
  }
}
