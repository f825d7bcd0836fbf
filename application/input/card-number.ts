import { reject, type Refusal } from '../../domain/shared/decider.ts';

/** 13 to 19 digits, in one piece wherever they stand, or as printed: in groups, and not within an identifier. */
const candidates = /(?<!\d)\d{13,19}(?!\d)|(?<![\w-])\d{2,6}(?:[ -]\d{2,6}){2,5}(?![\w-])/g;

/** Whether a text holds what could be a card number: 13 to 19 digits of which the last one checks the rest (Luhn). */
export const holdsCardNumber = (text: string): boolean =>
  (text.match(candidates) ?? []).some((candidate) => isCardNumber(candidate.replace(/[ -]/g, '')));

/** Refuses a command whose free texts hold a card number: it must not be stored, and is not repeated in the refusal. */
export const refuseCardNumbers = (...texts: readonly (string | null)[]): Refusal | undefined =>
  texts.some((text) => text !== null && holdsCardNumber(text))
    ? reject('rule', 'card_number_refused', "leave card numbers out: send the payment provider's token instead")
    : undefined;

const isCardNumber = (digits: string): boolean => {
  if (digits.length < 13 || digits.length > 19) return false;
  const sum = Array.from(digits, Number)
    .reverse()
    .map((digit, index) => digit * (index % 2 === 0 ? 1 : 2))
    .reduce((total, value) => total + (value > 9 ? value - 9 : value), 0);
  return sum % 10 === 0;
};
