import { Big } from 'big.js';

/** A value as it is written: the more decimals, the surer. */
export interface Written {
  readonly value: Big;
  /** Half of its last decimal. */
  readonly half: Big;
}

export const written = (value: string): Written => ({
  value: new Big(value),
  half: new Big(10).pow(-(value.split('.')[1]?.length ?? 0)).div(2),
});

export const exactly = (value: string): Written => ({ value: new Big(value), half: new Big(0) });

const almost = new Big('0.000000000001');

/**
 * Whether an amount can be the product of two values, given how they are written: between what the least and the most of both
 * give, cut off and rounded up to the currency's decimals.
 */
export const canBeProduct = (product: Big, left: Written, right: Written, decimals: number): boolean => {
  const lowest = left.value.minus(left.half).times(right.value.minus(right.half)).round(decimals, Big.roundDown);
  const highest = most(left).times(most(right)).round(decimals, Big.roundUp);
  return product.gte(lowest) && product.lte(highest);
};

const most = ({ value, half }: Written): Big => (half.eq(0) ? value : value.plus(half).minus(almost));
