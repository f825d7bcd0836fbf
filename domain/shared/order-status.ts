/** The thirteen values that the API shows. `cart` is the Cart aggregate's stage; an Order starts as `pending`. */
export const orderStatuses = [
  'cart',
  'pending',
  'payment_pending',
  'payment_failed',
  'confirmed',
  'processing',
  'ready_to_ship',
  'shipped',
  'delivered',
  'return_requested',
  'returned',
  'refunded',
  'cancelled',
] as const;

export type OrderStatus = (typeof orderStatuses)[number];
