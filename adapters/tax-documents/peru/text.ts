const unprintable = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u{FFFE}\u{FFFF}]+/gu;

/**
 * Text as SUNAT takes it: on one line, without what XML cannot hold, no longer than `longest` characters and not split within
 * one. `otherwise` stands in for a text that says nothing.
 */
export const plainText = (text: string, longest: number, otherwise = '-'): string => {
  const clean = Array.from(text.replaceAll(unprintable, ' ').replaceAll(/ {2,}/g, ' ').trim())
    .slice(0, longest)
    .join('')
    .trim();
  return clean === '' ? otherwise : clean;
};
