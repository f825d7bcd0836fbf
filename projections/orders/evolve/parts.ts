/** Gives the list with the parts that `matches` picks changed. */
export const change = <Part>(
  parts: readonly Part[],
  matches: (part: Part) => boolean,
  changes: (part: Part) => Partial<Part>,
): readonly Part[] => parts.map((part) => (matches(part) ? { ...part, ...changes(part) } : part));
