/** `order-demo/0198c0de-…`: category (EventStoreDB's `$ce-` convention), organisation, aggregate id. */
export type StreamName = `${string}-${string}/${string}`;

export const streamName = (category: string, organizationId: string, id: string): StreamName =>
  `${category}-${organizationId}/${id}`;

/** Takes a stream name apart; undefined for a stream that is none of ours. */
export const parseStreamName = (
  stream: string,
): { readonly category: string; readonly organizationId: string; readonly id: string } | undefined => {
  const dash = stream.indexOf('-');
  const slash = stream.indexOf('/', dash);
  if (dash < 1 || slash < 0) return undefined;
  return {
    category: stream.slice(0, dash),
    organizationId: stream.slice(dash + 1, slash),
    id: stream.slice(slash + 1),
  };
};
