import { reject } from '../decider.ts';
import type { Instant } from '../message.ts';
import { formatMinor, type Currency, type Minor } from '../money.ts';
import { admissionObstacle, promotionObstacle, type Shopper } from './promotion-conditions.ts';
import type { Channel, Coupon } from './promotion.ts';

// Says why an entered code is of no use.

/** Refuses a coupon that is not for this sale: `coupon_wrong_channel`, `coupon_not_for_customer`; undefined if it is. */
export const refuseAdmission = (coupon: Coupon, channel: Channel, shopper: Shopper) => {
  const { code, channels } = coupon;
  const obstacle = admissionObstacle(coupon, channel, shopper);
  switch (obstacle) {
    case undefined:
      return undefined;
    case 'coupon_wrong_channel':
      return reject('rule', obstacle, `coupon ${code} is not for sales of this kind`, { code, channels });
    case 'coupon_not_for_customer': {
      const advice = shopper.customerId === null ? 'sign in to use it' : 'it is for other customers';
      return reject('rule', obstacle, `coupon ${code} is not for everybody: ${advice}`, { code });
    }
  }
};

/** Refuses one that gives nothing: `coupon_not_started`, `coupon_expired`, `coupon_minimum_not_met`; undefined if it applies. */
export const refuseUseless = (
  coupon: Coupon,
  { subtotal, currency }: { readonly subtotal: Minor; readonly currency: Currency },
  at: Instant,
) => {
  const { code, startsAt, expiresAt, minimumSpend } = coupon;
  const obstacle = promotionObstacle(coupon, subtotal, at);
  switch (obstacle) {
    case undefined:
      return undefined;
    case 'coupon_not_started':
      return reject('rule', obstacle, `coupon ${code} is not valid yet`, { code, starts_at: startsAt });
    case 'coupon_expired':
      return reject('rule', obstacle, `coupon ${code} is no longer valid`, { code, expired_at: expiresAt });
    case 'coupon_minimum_not_met': {
      const minimum = formatMinor(minimumSpend, currency);
      const message = `coupon ${code} needs items for at least ${minimum} ${currency}`;
      return reject('rule', obstacle, message, { code, minimum_spend: minimum });
    }
  }
};
