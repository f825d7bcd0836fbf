import { z } from 'zod';
import { webhook } from '../../server/define-route.ts';
import type { RouteDependencies } from '../../server/dependencies.ts';
import type { Route } from '../../server/route.ts';
import { code } from '../shared/fields.ts';

const tag = 'webhooks';

/** Takes webhooks of payment providers and carriers. Each sender signs by its own scheme, over the bytes as they came. */
export const webhookRoutes = ({ webhooks }: RouteDependencies): readonly Route[] => [
  webhook({
    method: 'post',
    path: '/api/v1/webhooks/{gateway}',
    tag,
    summary: 'Takes what a payment provider reports, signed by its own scheme',
    params: z.strictObject({ gateway: code }),
    handle: ({ gateway }, delivery) => webhooks.payments(gateway, delivery),
  }),
  webhook({
    method: 'post',
    path: '/api/v1/webhooks/carriers/{carrier}',
    tag,
    summary: 'Takes what a carrier reports, signed by its own scheme',
    params: z.strictObject({ carrier: code }),
    handle: ({ carrier }, delivery) => webhooks.carriers(carrier, delivery),
  }),
];
