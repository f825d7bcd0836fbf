/** Aggregates that own a stream. Part of the storage format. */
export type Category =
  | 'allowance'
  | 'cart'
  | 'credit'
  | 'documents'
  | 'folios'
  | 'order'
  | 'pos'
  | 'promotion'
  | 'quote'
  | 'return'
  | 'shift'
  | 'subscription'
  | 'till';

/** `order-demo/0198c0de-…`: category (EventStoreDB's `$ce-` convention), organisation, aggregate id. */
export type StreamName = `${Category}-${string}/${string}`;

export const streamName = (category: Category, organizationId: string, id: string): StreamName =>
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
