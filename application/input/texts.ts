import { reject, type Refusal } from '../../domain/shared/decider.ts';

// What texts from outside must look like, whichever interface they come through.

/** Control characters and lone surrogates: some stores refuse them, some change them, which would break the hashes. */
export const storable = /^[^\p{Cc}\p{Cs}]*$/u;

/** The id of something of ours, safe within a stream's name. */
export const idPattern = /^[A-Za-z0-9][\w.:-]{0,99}$/;

/** A name from a fixed, configured set: a shipping method, a tender, a carrier. */
export const codePattern = /^[a-z0-9][a-z0-9_-]{0,49}$/i;

export const phonePattern = /^\+?[\d ().-]{4,30}$/;

/** Of times that are taken in: `first` to before `last`. */
export const saneYears = { first: '1970', last: '2200' } as const;

/** Whether an instant or a date lies in {@link saneYears}. */
export const isSane = (time: string): boolean => time >= saneYears.first && time < saneYears.last;

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

/** ISO 3166-1 alpha-2, all that are officially assigned. */
export const countries = (
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ ' +
  'CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO ' +
  'FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE ' +
  'JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO ' +
  'MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW ' +
  'PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM ' +
  'TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW'
).split(' ');
