const pattern = /^(\d{1,8}|\d{1,2}(?:\.\d{3}){1,2})-?([\dk])$/i;

/** Weights of the digits from the right; they start again after the last. */
const weights = [2, 3, 4, 5, 6, 7] as const;

/** Module 11: what the weighted digits lack to the next multiple; 11 is written `0`, 10 is `K`. */
const checkDigitOf = (digits: string): string => {
  const sum = Array.from(digits)
    .reverse()
    .reduce((total, digit, index) => total + Number(digit) * (weights[index % weights.length] ?? 0), 0);
  return '123456789K0'.charAt(10 - (sum % 11));
};

/**
 * Reads a Chilean RUT, with or without dots and hyphen (`76.192.083-9`, `761920839`), and writes it as the SII does:
 * `76192083-9`. Undefined if it is none or its check digit is wrong.
 */
export const rutOf = (text: string): string | undefined => {
  const match = pattern.exec(text.trim());
  if (match === null) return undefined;
  const digits = (match[1] ?? '').replaceAll('.', '').replace(/^0+/, '');
  const checkDigit = (match[2] ?? '').toUpperCase();
  if (digits === '' || checkDigitOf(digits) !== checkDigit) return undefined;
  return `${digits}-${checkDigit}`;
};
