/** Gives the items one after the other, and begins anew. */
export const cycle = <T>(items: readonly T[]): (() => T) => {
  let index = 0;
  return () => {
    const item = items[index];
    if (item === undefined) throw new Error('nothing to go through');
    index = (index + 1) % items.length;
    return item;
  };
};
