/**
 * Does something with every item, several at once, and answers in the items' order. All are tried, whatever becomes of one.
 * @throws the error of the first item, in their order, that had one
 */
export const concurrentMap = async <Item, Result>(
  width: number,
  items: readonly Item[],
  task: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> => {
  const results: PromiseSettledResult<Result>[] = [];
  const left = items.entries();
  const lane = async (): Promise<void> => {
    for (const [index, item] of left) {
      [results[index]] = await Promise.allSettled([task(item)]);
    }
  };
  await Promise.all(Array.from({ length: width }, lane));
  return results.map((result) => {
    if (result.status === 'rejected') throw result.reason;
    return result.value;
  });
};
