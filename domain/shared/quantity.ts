/** How many, in thousandths of the sales unit: a positive safe integer. `2` pieces are `2000`, `0.350` kg are `350`. */
export type Quantity = number;

/** The largest quantity of one line: ten million units. */
export const maxQuantity: Quantity = 10_000_000_000;

/** Whether it can be the quantity of a line: a whole number of thousandths, more than 0, at most {@link maxQuantity}. */
export const isQuantity = (value: number): boolean => Number.isInteger(value) && value > 0 && value <= maxQuantity;

const decimalPattern = /^(-?)(\d{1,12})(?:\.(\d+))?$/;

/** Reads a decimal with up to 3 places (`2`, `"0.350"`) as thousandths; undefined if it is none or out of range. */
export const parseQuantity = (value: string | number): Quantity | undefined => {
  const match = decimalPattern.exec(String(value));
  if (match === null) return undefined;
  const fraction = (match[3] ?? '').replace(/0+$/, '');
  if (fraction.length > 3) return undefined;
  const thousandths = Number(`${match[2] ?? ''}${fraction.padEnd(3, '0')}`);
  if (thousandths > maxQuantity) return undefined;
  return match[1] === '-' && thousandths !== 0 ? -thousandths : thousandths;
};

/** Thousandths as the shortest decimal string: `"2"`, `"0.35"`. */
export const formatQuantity = (quantity: Quantity): string => {
  const digits = String(Math.abs(quantity)).padStart(4, '0');
  const fraction = digits.slice(-3).replace(/0+$/, '');
  return `${quantity < 0 ? '-' : ''}${digits.slice(0, -3)}${fraction === '' ? '' : `.${fraction}`}`;
};

/** Thousandths as the JSON number of the wire. */
export const quantityToWire = (quantity: Quantity): number => Number(formatQuantity(quantity));
