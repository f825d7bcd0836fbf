import { applyCoupon, removeCoupon } from '../carts/change-coupons.ts';
import { addItem, changeItem, removeItem } from '../carts/change-items.ts';
import { checkOut } from '../carts/check-out.ts';
import { createCart } from '../carts/create-cart.ts';
import { mergeCarts } from '../carts/merge-carts.ts';
import { recoverCart } from '../carts/recover-cart.ts';
import { issueDebitNote } from '../documents/issue-debit-note.ts';
import type { Engine } from './engine.ts';
import {
  createShipment,
  deliverShipment,
  dispatchShipment,
  failShipment,
  returnToSender,
  trackShipment,
} from '../fulfillment/shipments.ts';
import { assignFulfillment, cancelTask, packItems, pickItems } from '../fulfillment/tasks.ts';
import { cancelOrder } from '../orders/cancel-order.ts';
import { capture } from '../orders/capture-payment.ts';
import { placeOrder } from '../orders/place-order.ts';
import { recordOrder } from '../orders/record-order.ts';
import { refundOrder } from '../orders/refund-order.ts';
import { requestReturn } from '../orders/request-return.ts';
import { pay } from '../orders/take-payment.ts';
import * as posItems from '../pos/change-items.ts';
import { completeTransaction, voidTransaction } from '../pos/end-transaction.ts';
import { identifyCustomer } from '../pos/identify-customer.ts';
import { openTransaction, resumeTransaction, suspendTransaction } from '../pos/open-transaction.ts';
import * as posPayments from '../pos/take-payment.ts';
import { returnItems } from '../pos/return-items.ts';
import { syncTill } from '../pos/sync/sync-till.ts';
import { acceptQuote } from '../quotes/accept-quote.ts';
import { declineQuote, rejectQuote, withdrawQuote } from '../quotes/close-quote.ts';
import { approveQuote, draftQuote, reviseQuote } from '../quotes/offer-quote.ts';
import { placeQuoteOrder } from '../quotes/place-quote-order.ts';
import { changePromotion, definePromotion, endPromotion } from '../promotions/manage-promotions.ts';
import { approveReturn, receiveReturn, refundReturn, rejectReturn } from '../returns/process-return.ts';
import { changePaymentMethod } from '../subscriptions/change-payment-method.ts';
import {
  cancelSubscription,
  pauseSubscription,
  resumeSubscription,
  skipNextOrder,
} from '../subscriptions/change-subscription.ts';
import { startSubscription } from '../subscriptions/start-subscription.ts';
import { closeShift } from '../shifts/close-shift.ts';
import { moveCash } from '../shifts/move-cash.ts';
import { openShift } from '../shifts/open-shift.ts';
import type { UseCaseDependencies } from './dependencies.ts';

/** The engine: every use case on its dependencies. */
export const createEngine = (dependencies: UseCaseDependencies): Engine => ({
  carts: {
    create: createCart(dependencies),
    addItem: addItem(dependencies),
    changeItem: changeItem(dependencies),
    removeItem: removeItem(dependencies),
    applyCoupon: applyCoupon(dependencies),
    removeCoupon: removeCoupon(dependencies),
    merge: mergeCarts(dependencies),
    recover: recoverCart(dependencies),
    checkOut: checkOut(dependencies),
  },
  orders: {
    place: placeOrder(dependencies),
    record: recordOrder(dependencies),
    cancel: cancelOrder(dependencies),
    pay: pay(dependencies),
    capture: capture(dependencies),
    refund: refundOrder(dependencies),
    requestReturn: requestReturn(dependencies),
  },
  fulfillment: {
    assign: assignFulfillment(dependencies),
    cancelTask: cancelTask(dependencies),
    pick: pickItems(dependencies),
    pack: packItems(dependencies),
    createShipment: createShipment(dependencies),
    dispatch: dispatchShipment(dependencies),
    track: trackShipment(dependencies),
    deliver: deliverShipment(dependencies),
    fail: failShipment(dependencies),
    returnToSender: returnToSender(dependencies),
  },
  returns: {
    approve: approveReturn(dependencies),
    reject: rejectReturn(dependencies),
    receive: receiveReturn(dependencies),
    refund: refundReturn(dependencies),
  },
  quotes: {
    draft: draftQuote(dependencies),
    revise: reviseQuote(dependencies),
    approve: approveQuote(dependencies),
    decline: declineQuote(dependencies),
    accept: acceptQuote(dependencies),
    placeOrder: placeQuoteOrder(dependencies),
    reject: rejectQuote(dependencies),
    withdraw: withdrawQuote(dependencies),
  },
  subscriptions: {
    start: startSubscription(dependencies),
    pause: pauseSubscription(dependencies),
    resume: resumeSubscription(dependencies),
    skip: skipNextOrder(dependencies),
    changePaymentMethod: changePaymentMethod(dependencies),
    cancel: cancelSubscription(dependencies),
  },
  promotions: {
    define: definePromotion(dependencies),
    change: changePromotion(dependencies),
    end: endPromotion(dependencies),
  },
  documents: {
    issueDebitNote: issueDebitNote(dependencies),
  },
  shifts: {
    open: openShift(dependencies),
    moveCash: moveCash(dependencies),
    close: closeShift(dependencies),
  },
  offlineTills: {
    sync: syncTill(dependencies),
  },
  pos: {
    open: openTransaction(dependencies),
    addItem: posItems.addItem(dependencies),
    changeItem: posItems.changeItem(dependencies),
    removeItem: posItems.removeItem(dependencies),
    overridePrice: posItems.overridePrice(dependencies),
    identifyCustomer: identifyCustomer(dependencies),
    suspend: suspendTransaction(dependencies),
    resume: resumeTransaction(dependencies),
    pay: posPayments.pay(dependencies),
    returnPayment: posPayments.returnPayment(dependencies),
    complete: completeTransaction(dependencies),
    void: voidTransaction(dependencies),
    returnItems: returnItems(dependencies),
  },
});
