import { z } from 'zod';
import { respond } from '../../server/answer.ts';
import { open, text } from '../../server/define-route.ts';
import type { RouteDependencies } from '../../server/dependencies.ts';
import { type Probe, probeAll } from '../../server/health.ts';
import { problem } from '../../server/problem.ts';
import type { OpenRoute, Route } from '../../server/route.ts';

const tag = 'operations';

const checked = z
  .object({ checks: z.array(z.object({ name: z.string(), status: z.enum(['up', 'down']) })) })
  .meta({ id: 'Health' });

const probing = (path: string, summary: string, probes: readonly Probe[]): OpenRoute =>
  open({
    method: 'get',
    path,
    tag,
    summary,
    response: checked,
    handle: async () => {
      const checks = [...(await probeAll(probes))];
      if (checks.every(({ status }) => status === 'up')) return respond({ checks });
      throw problem('not_ready', 'something that the engine needs is down: see details', { checks });
    },
  });

export const operationRoutes = ({ health, metrics }: RouteDependencies): readonly Route[] => [
  open({
    method: 'get',
    path: '/health',
    tag,
    summary: 'Whether the process answers at all',
    response: z.object({ alive: z.literal(true) }),
    handle: () => Promise.resolve(respond({ alive: true as const })),
  }),
  probing('/health/ready', 'Whether it can take orders: databases and the services that it cannot do without', [
    ...health.database,
    ...health.required,
  ]),
  probing('/health/db', 'Whether the databases answer', health.database),
  probing(
    '/health/integrations',
    'Whether everything around it answers: services, gateways, the broker',
    health.integrations,
  ),
  text({
    method: 'get',
    path: '/metrics',
    tag,
    summary: 'What the process measures, for Prometheus',
    contentType: metrics.contentType,
    run: () => metrics.metrics(),
  }),
];
