import { addItem, applyCoupon, changeItem, createCart, recoverCart, removeCoupon, removeItem } from '../carts/cart.ts';
import { checkOut } from '../carts/check-out.ts';
import { mergeCarts } from '../carts/merge-carts.ts';
import { issueDebitNote } from '../documents/issue-debit-note.ts';
import {
  createShipment,
  deliverShipment,
  dispatchShipment,
  failShipment,
  returnToSender,
  trackShipment,
} from '../fulfillment/shipments.ts';
import { assignFulfillment, cancelTask, packItems, pickItems } from '../fulfillment/tasks.ts';
import { cancelOrder, refundOrder } from '../orders/cancel-and-refund.ts';
import { capture } from '../orders/capture-payment.ts';
import { placeOrder } from '../orders/place-order.ts';
import { recordOrder } from '../orders/record-order.ts';
import { requestReturn } from '../orders/request-return.ts';
import { pay } from '../orders/take-payment.ts';
import * as posItems from '../pos/change-items.ts';
import { identifyCustomer } from '../pos/customer.ts';
import { completeTransaction, voidTransaction } from '../pos/end-transaction.ts';
import { openTransaction, resumeTransaction, suspendTransaction } from '../pos/open-transaction.ts';
import { returnItems } from '../pos/return-items.ts';
import { syncTill } from '../pos/sync/sync-till.ts';
import * as posPayments from '../pos/take-payment.ts';
import { changePromotion, definePromotion, endPromotion } from '../promotions/manage-promotions.ts';
import { acceptQuote, placeQuoteOrder } from '../quotes/accept-quote.ts';
import {
  approveQuote,
  declineQuote,
  draftQuote,
  rejectQuote,
  reviseQuote,
  withdrawQuote,
} from '../quotes/offer-quote.ts';
import { approveReturn, receiveReturn, refundReturn, rejectReturn } from '../returns/process-return.ts';
import { closeShift, moveCash } from '../shifts/count-cash.ts';
import { openShift } from '../shifts/open-shift.ts';
import {
  cancelSubscription,
  changePaymentMethod,
  pauseSubscription,
  resumeSubscription,
  skipNextOrder,
} from '../subscriptions/change-subscription.ts';
import { startSubscription } from '../subscriptions/start-subscription.ts';
import type { UseCaseDependencies } from './dependencies.ts';

type UseCase = (dependencies: UseCaseDependencies) => unknown;

/** What can be done, by what it is done with. */
const useCases = {
  carts: {
    create: createCart,
    addItem,
    changeItem,
    removeItem,
    applyCoupon,
    removeCoupon,
    merge: mergeCarts,
    recover: recoverCart,
    checkOut,
  },
  orders: {
    place: placeOrder,
    record: recordOrder,
    cancel: cancelOrder,
    pay,
    capture,
    refund: refundOrder,
    requestReturn,
  },
  fulfillment: {
    assign: assignFulfillment,
    cancelTask,
    pick: pickItems,
    pack: packItems,
    createShipment,
    dispatch: dispatchShipment,
    track: trackShipment,
    deliver: deliverShipment,
    fail: failShipment,
    returnToSender,
  },
  returns: {
    approve: approveReturn,
    reject: rejectReturn,
    receive: receiveReturn,
    refund: refundReturn,
  },
  quotes: {
    draft: draftQuote,
    revise: reviseQuote,
    approve: approveQuote,
    decline: declineQuote,
    accept: acceptQuote,
    placeOrder: placeQuoteOrder,
    reject: rejectQuote,
    withdraw: withdrawQuote,
  },
  subscriptions: {
    start: startSubscription,
    pause: pauseSubscription,
    resume: resumeSubscription,
    skip: skipNextOrder,
    changePaymentMethod,
    cancel: cancelSubscription,
  },
  promotions: {
    define: definePromotion,
    change: changePromotion,
    end: endPromotion,
  },
  documents: {
    issueDebitNote,
  },
  shifts: {
    open: openShift,
    moveCash,
    close: closeShift,
  },
  offlineTills: {
    sync: syncTill,
  },
  pos: {
    open: openTransaction,
    addItem: posItems.addItem,
    changeItem: posItems.changeItem,
    removeItem: posItems.removeItem,
    overridePrice: posItems.overridePrice,
    identifyCustomer,
    suspend: suspendTransaction,
    resume: resumeTransaction,
    pay: posPayments.pay,
    returnPayment: posPayments.returnPayment,
    complete: completeTransaction,
    void: voidTransaction,
    returnItems,
  },
} satisfies Readonly<Record<string, Readonly<Record<string, UseCase>>>>;

/**
 * Everything that can be done, one function a use case, each typed and described where it is written. HTTP, gRPC and the command
 * line call these and nothing below. Each is idempotent by `context.commandId`. Child ids contain their order's
 * (`<order id>.P1`, `.F1`, `.S1`), so no lookup stands between a child and its order.
 */
export type Engine = {
  readonly [Thing in keyof typeof useCases]: {
    readonly [Name in keyof (typeof useCases)[Thing]]: (typeof useCases)[Thing][Name] extends (
      dependencies: UseCaseDependencies,
    ) => infer Bound
      ? Bound
      : never;
  };
};

/** The engine on its dependencies. */
export const createEngine = (dependencies: UseCaseDependencies): Engine => {
  const bind = (things: Readonly<Record<string, UseCase>>) =>
    Object.fromEntries(Object.entries(things).map(([name, useCase]) => [name, useCase(dependencies)]));
  return Object.fromEntries(Object.entries(useCases).map(([thing, cases]) => [thing, bind(cases)])) as Engine;
};
