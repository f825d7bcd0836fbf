import { z } from 'zod';
import { respond } from '../../server/answer.ts';
import { read } from '../../server/define-route.ts';
import type { RouteDependencies } from '../../server/dependencies.ts';
import type { Route } from '../../server/route.ts';

const query = z.strictObject({
  after: z.coerce.number().int().min(0).default(0).describe('Only those with a higher sequence'),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

const publications = z
  .object({
    publications: z.array(
      z.object({
        sequence: z.int(),
        routing_key: z.string(),
        message_id: z.string(),
        body: z.unknown().describe('As in /asyncapi.json'),
      }),
    ),
  })
  .meta({ id: 'Publications' });

/** Gives what a broker would have been sent, where there is none. */
export const publicationRoutes = ({ publications: log }: RouteDependencies): readonly Route[] =>
  log === undefined
    ? []
    : [
        read({
          method: 'get',
          path: '/api/v1/publications',
          tag: 'operations',
          summary: 'Without a broker: the last messages that it would have been sent, oldest first',
          permission: 'publications:read',
          params: z.strictObject({}),
          query,
          response: publications,
          handle: ({ query: { after, limit } }, { organizationId }) =>
            Promise.resolve(
              respond({
                publications: log.list(organizationId, after, limit).map((publication) => ({
                  sequence: publication.sequence,
                  routing_key: publication.routingKey,
                  message_id: publication.messageId,
                  body: JSON.parse(publication.body) as unknown,
                })),
              }),
            ),
        }),
      ];
