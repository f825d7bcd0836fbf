/** What XML cannot hold, lone surrogates too; and the bar, which parts the fields of the cadena original. */
const forbidden = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]|\|/gu;

/** Text as the SAT takes it: on one line, of at most so many characters. A dash if nothing is left. */
export const plainText = (text: string, length: number): string => {
  const clean = text.replaceAll(forbidden, ' ').replaceAll(/\s+/g, ' ').trim();
  return Array.from(clean).slice(0, length).join('').trim() || '-';
};
