/**
 * The id of the promotion that a code stands for. It follows from the code, so that an organisation has one promotion to a code,
 * whoever defines them at once. Part of the storage format.
 *
 * @param code in upper case
 */
export const couponPromotionId = (code: string): string => `coupon.${code}`;
